package org.text2layer.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
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
}
