package org.text2layer.nn.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceMemoryTest {
  @TempDir Path folder;

  @Test
  void givenLinuxsTableThenWhatIsAvailableIsReadInBytes() throws IOException {
    Path table = folder.resolve("meminfo");
    Files.writeString(
        table, "MemTotal:       24683652 kB\nMemFree:         100 kB\nMemAvailable:   5 kB\n");
    assertEquals(5 * 1024, DeviceMemory.available(table));
  }

  @Test
  void givenAnotherSystemOrATableOfAnotherFormThenThereIsNoLimit() throws IOException {
    assertEquals(Long.MAX_VALUE, DeviceMemory.available(folder.resolve("missing")));
    Path table = folder.resolve("meminfo");
    Files.writeString(table, "MemAvailable: many kB\n");
    assertEquals(Long.MAX_VALUE, DeviceMemory.available(table));
  }

  @Test
  void givenTheCpuThenItIsMoreThanThisProcessNeedsAndNoMoreThanPhysicallyExists() {
    long most = DeviceMemory.most(Device.cpu()).orElseThrow();
    assertTrue(most > 64 << 20 && most < 1L << 50, () -> "" + most);
  }
}
