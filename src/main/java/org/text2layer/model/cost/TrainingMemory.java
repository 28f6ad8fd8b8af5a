package org.text2layer.model.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.nn.device.Precision;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Memory of a training step, in bytes. In bfloat16, the 32-bit weights are the masters of a copy
 * that the network computes with. Left out are the allocator's own losses, workspaces of
 * convolutions, the library itself (0.3 to 0.5 GB on a CPU, 0.5 to 1 GB of a GPU), and losses that
 * are networks themselves.
 *
 * @param weights learned parameters and running statistics in 32 bits
 * @param copy of them in the workload's precision; 0 in 32 bits
 * @param gradients in 32 bits
 * @param moments AdamW's two, in 32 bits
 * @param average the exponential moving average (EMA) in 32 bits
 * @param activations kept for the backward pass, with every block's output
 * @param transients the operator that reads and writes most, whose gradients take as much
 */
public record TrainingMemory(
    long weights,
    long copy,
    long gradients,
    long moments,
    long average,
    long activations,
    long transients) {
  private static final double GIGA = 1e9;

  static TrainingMemory of(NetworkCost cost) {
    long learned = Float.BYTES * cost.trainable();
    long weights = Float.BYTES * cost.parameters();
    boolean mixed = cost.workload().precision() != Precision.FLOAT32;
    return new TrainingMemory(
        weights,
        mixed ? cost.weightBytes() : 0,
        learned,
        2 * learned,
        weights,
        cost.keptBytes(),
        cost.largestStepBytes());
  }

  /** The part that does not grow with the batch. */
  public long fixed() {
    return weights + copy + gradients + moments + average;
  }

  /** What a step takes where the weights lie already: all but them and their average. */
  public long besideWeights() {
    return copy + gradients + moments + activations + transients;
  }

  /** Everything. */
  public long total() {
    return fixed() + activations + transients;
  }

  /** One row a part, in GB (1e9 bytes). */
  public Table table() {
    StringColumn part = StringColumn.create("part");
    DoubleColumn gigabytes = DoubleColumn.create("GB");
    parts()
        .forEach(
            (name, bytes) -> {
              part.append(name);
              gigabytes.append(bytes / GIGA);
            });
    return Table.create("training step", part, gigabytes);
  }

  private Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("weights", weights);
    parts.put("bfloat16 copy", copy);
    parts.put("gradients", gradients);
    parts.put("AdamW's moments", moments);
    parts.put("EMA", average);
    parts.put("activations", activations);
    parts.put("transients", transients);
    parts.put("total", total());
    return parts;
  }
}
