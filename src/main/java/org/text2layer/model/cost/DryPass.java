package org.text2layer.model.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.shape.BlockCall;
import org.text2layer.nn.shape.DryRun;

/** Runs a network dry and adds up what its blocks tell. */
final class DryPass {
  private DryPass() {}

  /** Pictures or latents of the workload, in 32 bits: (batch, channels, size, size). */
  static NDArray pictures(DryRun run, Workload workload, int channels) {
    int size = workload.size();
    return run.input(DataType.FLOAT32, workload.batch(), channels, size, size);
  }

  /**
   * The cost of what a forward pass calls.
   *
   * @param network the name to show
   * @param forward makes its inputs on the dry run, and gives the run to the network as its store
   */
  static NetworkCost of(
      String network, NamedBlock block, Workload workload, Consumer<DryRun> forward) {
    DryRun run = new DryRun(workload.precision().type());
    forward.accept(run);
    Map<NamedBlock, String> names = block.blockNames();
    List<LayerCost> layers = new ArrayList<>();
    for (BlockCall call : run.calls()) {
      NamedBlock called = (NamedBlock) call.block();
      layers.add(layer(names.get(called), called, call));
    }
    return new NetworkCost(network, workload, layers, run.peakBytes());
  }

  private static LayerCost layer(String name, NamedBlock block, BlockCall call) {
    Collection<Parameter> parameters = block.namedParameters().values();
    long all = 0;
    long trainable = 0;
    for (Parameter parameter : parameters) {
      long numbers = parameter.getShape().size();
      all += numbers;
      trainable += DryRun.isLearned(parameter) ? numbers : 0;
    }
    return new LayerCost(
        name,
        call.output(),
        all,
        trainable,
        call.weightBytes(),
        call.flops(),
        call.backwardFlops(),
        call.keptBytes(),
        call.largestStepBytes());
  }
}
