package org.text2layer.nn.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {
  @Test
  void givenCpuThenManagersLiveThereAndTheDescriptionSaysWhy() {
    ComputeDevice device = ComputeDevice.named("cpu");
    try (NDManager manager = device.newManager()) {
      assertEquals(Device.cpu(), manager.getDevice());
    }
    assertTrue(device.description().matches("CPU with \\d+ threads \\(as asked\\)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "gpu:", "gpu:-1", "gpu:99", "gpu:99999999999", "CPU "})
  void givenADeviceThatDoesNotExistThenTheMessageNamesItAndTheVariable(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ComputeDevice.named(name)).getMessage();
    assertTrue(message.contains("'" + name + "'") && message.contains("TEXT2LAYER_DEVICE"));
  }

  @Test
  void givenNoLoadableNativeLibraryThenOneSentenceNamesThePlatformsAndTheWayBack(
      @TempDir Path folder) throws Exception {
    for (String library : new String[] {"c10", "torch_cpu", "torch"}) {
      Files.writeString(folder.resolve(System.mapLibraryName(library)), "no library");
    }
    String message =
        chosenUnder(
            Map.of(
                "PYTORCH_LIBRARY_PATH", folder.toString(),
                "PYTORCH_VERSION", "2.7.1",
                "PYTORCH_FLAVOR", "cpu"));
    assertTrue(message.contains("Expected PyTorch's native library"), message);
    assertTrue(message.contains("macOS on arm64") && message.contains("--cpu"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void givenACacheThatCannotBeWrittenThenTheMessageNamesItAndTheVariable(@TempDir Path folder)
      throws Exception {
    Path cache = Files.writeString(folder.resolve("file"), "in the way").resolve("cache");
    String message = chosenUnder(Map.of("DJL_CACHE_DIR", cache.toString()));
    assertTrue(message.contains("into " + cache.resolve("pytorch") + " but"), message);
    assertTrue(message.contains("cannot be written") && message.contains("set DJL_CACHE_DIR"));
    assertEquals(1, message.lines().count(), message);
  }

  private static String chosenUnder(Map<String, String> environment) throws IOException {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            Choosing.class.getName());
    child.environment().remove("ENGINE_CACHE_DIR");
    child.environment().putAll(environment);
    Process process = child.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Chooses a device in a JVM of its own: a native library is looked for once in each. */
  static final class Choosing {
    private Choosing() {}

    public static void main(String[] arguments) {
      try {
        System.out.println(ComputeDevice.best());
      } catch (IllegalStateException error) {
        System.out.println(error.getMessage());
      }
    }
  }
}
