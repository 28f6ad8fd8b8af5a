package org.text2layer.train.run;

import ai.djl.Device;
import java.util.Locale;
import java.util.OptionalLong;
import org.text2layer.nn.device.DeviceMemory;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;

/**
 * Whether a batch fits into memory, asked before the first step: Linux gives memory away that it
 * does not have, and kills the process (a notebook with all its cells) once it is written to.
 */
final class StepMemory {
  private static final double GIGA = 1e9;

  private StepMemory() {}

  /**
   * Refuses a batch that cannot fit, as far as the task can tell.
   *
   * @throws TrainingException if it does not; the message says which batch would
   */
  static <T> void require(TrainingTask<T> task, T example, int batch) {
    Device device = task.manager().getDevice();
    require(
        task,
        example,
        batch,
        DeviceMemory.most(device),
        device.isGpu() ? "the GPU" : "the machine");
  }

  static <T> void require(
      TrainingTask<T> task, T example, int batch, OptionalLong free, String place) {
    OptionalLong needed = task.leastStepBytes(example, batch);
    if (needed.isEmpty() || free.isEmpty() || needed.getAsLong() <= free.getAsLong()) {
      return;
    }
    long largest = largest(task, example, batch, free.getAsLong());
    String advice =
        largest > 0
            ? "take a batch of at most %s, and withAccumulation(...) for as many samples a step"
                .formatted(largest)
            : "take a smaller network or smaller pictures";
    throw new TrainingException(
        String.format(
            Locale.ROOT,
            "Expected a batch of %s samples to fit into the %.1f GB that %s has free but a step of the %s takes at least %.1f GB: %s.",
            batch,
            free.getAsLong() / GIGA,
            place,
            task.name(),
            needed.getAsLong() / GIGA,
            advice));
  }

  /** Memory grows evenly with the batch. */
  private static <T> long largest(TrainingTask<T> task, T example, int batch, long free) {
    long one = task.leastStepBytes(example, 1).orElseThrow();
    double each = (task.leastStepBytes(example, batch).orElseThrow() - one) / (batch - 1.0);
    return free < one ? 0 : 1 + (long) ((free - one) / each);
  }
}
