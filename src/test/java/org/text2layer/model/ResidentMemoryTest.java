package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.text2layer.model.unet.UNet;

/**
 * What libtorch holds, as the operating system sees it: counting the arrays of a manager cannot see
 * a native value that no manager knows.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/status")
class ResidentMemoryTest {
  private static final int WARM_UP = 20;
  private static final int STEPS = 60;

  /** One step makes about 5 MB at this size: a leak of a fifth of it shows. */
  private static final double BOUND_MB = 50;

  @Test
  void givenManyStepsOfTheUNetThenResidentMemoryStaysFlat() throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = Pretrained.layeredUNet(manager);
      predict(unet, manager, WARM_UP);
      double before = residentMegabytes();
      predict(unet, manager, STEPS);
      double growth = residentMegabytes() - before;
      assertTrue(growth < BOUND_MB, "grew by " + growth + " MB in " + STEPS + " steps");
    }
  }

  private static void predict(UNet unet, NDManager manager, int steps) {
    for (int step = 0; step < steps; step++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray latents = scope.ones(new Shape(2, 4, 16, 16));
        NDArray timesteps = scope.full(new Shape(2), 501f);
        unet.predict(latents, timesteps, scope.ones(new Shape(2, 32, 384)));
      }
    }
  }

  private static double residentMegabytes() throws IOException {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(text -> text.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
  }
}
