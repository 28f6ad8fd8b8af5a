package org.text2layer.model.cost;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Costs as tables for notebooks. */
final class CostTables {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private CostTables() {}

  static Table layers(NetworkCost cost) {
    StringColumn layer = StringColumn.create("layer");
    StringColumn output = StringColumn.create("output");
    LongColumn parameters = LongColumn.create("parameters");
    DoubleColumn flops = DoubleColumn.create("GFLOPs");
    DoubleColumn training = DoubleColumn.create("GFLOPs, training");
    DoubleColumn kept = DoubleColumn.create("kept MB");
    for (LayerCost each : cost.layers()) {
      layer.append(each.name());
      output.append(each.output().toString());
      parameters.append(each.parameters());
      flops.append(each.flops() / GIGA);
      training.append((each.flops() + each.backwardFlops()) / GIGA);
      kept.append(each.keptBytes() / MEGA);
    }
    return Table.create(cost.network(), layer, output, parameters, flops, training, kept);
  }

  static Table networks(List<NetworkCost> costs) {
    StringColumn network = StringColumn.create("network");
    IntColumn batch = IntColumn.create("batch");
    IntColumn size = IntColumn.create("size");
    StringColumn precision = StringColumn.create("precision");
    LongColumn parameters = LongColumn.create("parameters");
    DoubleColumn flops = DoubleColumn.create("GFLOPs");
    DoubleColumn inference = DoubleColumn.create("inference GB");
    DoubleColumn trainingFlops = DoubleColumn.create("GFLOPs, training");
    DoubleColumn training = DoubleColumn.create("training GB");
    for (NetworkCost cost : costs) {
      network.append(cost.network());
      batch.append(cost.workload().batch());
      size.append(cost.workload().size());
      precision.append(cost.workload().precision().label());
      parameters.append(cost.parameters());
      flops.append(cost.flops() / GIGA);
      inference.append(cost.inferenceBytes() / GIGA);
      if (cost.trainable() == 0) {
        trainingFlops.appendMissing();
        training.appendMissing();
      } else {
        trainingFlops.append(cost.trainingFlops() / GIGA);
        training.append(cost.training().total() / GIGA);
      }
    }
    return Table.create(
        "cost",
        network,
        batch,
        size,
        precision,
        parameters,
        flops,
        inference,
        trainingFlops,
        training);
  }
}
