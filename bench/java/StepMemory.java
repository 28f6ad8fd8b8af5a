import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.text2layer.model.Pretrained;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;

/**
 * The calculator's memory against a measured pass: what the process's peak of resident memory rises
 * by, above what it holds before, weights and gradients included there. One process a row:
 * StepMemory unet|autoencoder BATCH SIZE forward|training
 */
final class StepMemory {
  public static void main(String[] arguments) throws IOException {
    boolean unet = arguments[0].equals("unet");
    Workload workload =
        Workload.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])).withTokens(32);
    boolean training = arguments[3].equals("training");
    NetworkCost cost =
        unet
            ? NetworkCost.of(UNetConfiguration.embedded(), workload)
            : NetworkCost.of(AutoencoderConfiguration.embedded(), workload);
    try (NDManager manager = NDManager.newBaseManager()) {
      NamedBlock block =
          unet ? Pretrained.layeredUNet(manager) : Pretrained.layeredAutoencoder(manager);
      if (training) {
        block.freezeParameters(false, parameter -> !isStatistic(parameter));
      }
      // A small pass loads the libraries' code, and in training makes the gradients' arrays.
      step(block, manager, inputs(unet, 1, unet ? 8 : 64), training);
      System.gc();
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
      double before = megabytes("VmRSS");
      step(block, manager, inputs(unet, workload.batch(), workload.size()), training);
      double measured = megabytes("VmHWM") - before;
      double predicted =
          training
              ? (cost.training().activations() + cost.training().transients()) / 1e6
              : cost.peakActivationBytes() / 1e6;
      System.out.printf(
          Locale.ROOT,
          "%s %d %d %s: predicted %.0f MB, measured %.0f MB, ratio %.2f%n",
          arguments[0],
          workload.batch(),
          workload.size(),
          arguments[3],
          predicted,
          measured,
          measured / predicted);
    }
  }

  private interface Inputs {
    NDList on(NDManager manager);
  }

  private static Inputs inputs(boolean unet, int batch, int size) {
    return unet
        ? scope ->
            new NDList(
                scope.ones(new Shape(batch, 4, size, size)),
                scope.full(new Shape(batch), 500f),
                scope.ones(new Shape(batch, 32, 384)))
        : scope -> new NDList(scope.ones(new Shape(batch, 7, size, size)));
  }

  private static void step(NamedBlock block, NDManager manager, Inputs inputs, boolean training) {
    try (NDManager scope = manager.newSubManager()) {
      if (!training) {
        block.forward(new ParameterStore(scope, false), inputs.on(scope), false);
        return;
      }
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList outputs = block.forward(new ParameterStore(scope, false), inputs.on(scope), true);
        NDArray loss = outputs.get(0).square().mean();
        for (int i = 1; i < outputs.size(); i++) {
          loss = loss.add(outputs.get(i).square().mean());
        }
        collector.backward(loss);
      }
    }
  }

  private static boolean isStatistic(Parameter parameter) {
    return parameter.getType() == Parameter.Type.RUNNING_MEAN
        || parameter.getType() == Parameter.Type.RUNNING_VAR;
  }

  private static double megabytes(String entry) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(entry + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }
}
