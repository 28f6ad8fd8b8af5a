import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;

/**
 * Configurations of 64 px for training on a CPU: what the calculator says, and forward and backward
 * of a mean squared loss as measured: processor time, the least of some steps, which other work on
 * the machine lengthens less than the clock's. Run it with OMP_NUM_THREADS=1. SmallSteps BATCH
 * STEPS.
 */
final class SmallSteps {
  private static final int TOKENS = 32;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    System.out.println(
        "| network | latent | parameters | GFLOPs a picture and step | training MB at "
            + batch
            + " | CPU ms a picture | GFLOP/s of a core |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (List<Integer> channels :
        List.of(
            List.of(16, 32, 32, 32),
            List.of(16, 32, 64, 64),
            List.of(32, 64, 64, 64),
            List.of(32, 64, 128, 128),
            List.of(16, 32, 32),
            List.of(16, 32, 64),
            List.of(32, 64, 64),
            List.of(32, 64, 128))) {
      for (int layers = 1; layers <= 2; layers++) {
        autoencoder(channels, layers, batch, steps);
      }
    }
    for (int size : List.of(8, 16)) {
      for (List<Integer> channels :
          List.of(
              List.of(64, 128), List.of(96, 192), List.of(64, 128, 192), List.of(96, 192, 288))) {
        for (int layers = 1; layers <= 2; layers++) {
          unet(size, channels, layers, batch, steps);
        }
      }
    }
  }

  private static void autoencoder(List<Integer> channels, int layers, int batch, int steps) {
    var configuration = new AutoencoderConfiguration(7, channels, layers, 4, 8, 1);
    NetworkCost cost = NetworkCost.of(configuration, Workload.of(batch, 64));
    int latent = 64 / configuration.downscale();
    row(
        "autoencoder " + channels + " x" + layers,
        latent,
        cost,
        LayeredAutoencoder.of(configuration),
        scope -> new NDList(scope.ones(new Shape(batch, 7, 64, 64))),
        steps);
  }

  private static void unet(int size, List<Integer> channels, int layers, int batch, int steps) {
    int levels = channels.size();
    var configuration =
        new UNetConfiguration(
            size,
            4,
            4,
            channels,
            layers,
            384,
            Collections.nCopies(levels, 4),
            Collections.nCopies(levels, true),
            32,
            false);
    row(
        "UNet " + channels + " x" + layers,
        size,
        NetworkCost.of(configuration, Workload.of(batch, size).withTokens(TOKENS)),
        UNet.of(configuration),
        scope ->
            new NDList(
                scope.ones(new Shape(batch, 4, size, size)),
                scope.full(new Shape(batch), 500f),
                scope.ones(new Shape(batch, TOKENS, 384))),
        steps);
  }

  private static void row(
      String name,
      int latent,
      NetworkCost cost,
      NamedBlock block,
      Function<NDManager, NDList> inputs,
      int steps) {
    int batch = cost.workload().batch();
    double milliseconds = Double.NaN;
    if (steps > 0) {
      try (NDManager manager = NDManager.newBaseManager()) {
        initialize(block, manager);
        double[] times = new double[steps + 2];
        for (int step = 0; step < times.length; step++) {
          times[step] = time(block, manager, inputs);
        }
        milliseconds = Arrays.stream(times).skip(2).min().orElseThrow() / batch;
      }
    }
    double gigaflops = cost.trainingFlops() / 1e9 / batch;
    System.out.printf(
        Locale.ROOT,
        "| %s | %d x %d | %,d | %.2f | %.0f | %.1f | %.0f |%n",
        name,
        latent,
        latent,
        cost.parameters(),
        gigaflops,
        cost.training().total() / 1e6,
        milliseconds,
        gigaflops / milliseconds * 1e3);
  }

  private static void initialize(NamedBlock block, NDManager manager) {
    for (Parameter parameter : block.namedParameters().values()) {
      boolean variance = parameter.getType() == Parameter.Type.RUNNING_VAR;
      parameter.setInitializer(
          (owner, shape, type) ->
              variance ? owner.ones(shape) : owner.randomNormal(shape).mul(0.02f));
    }
    block.initialize(manager, DataType.FLOAT32, new Shape());
    block.freezeParameters(
        true,
        parameter ->
            parameter.getType() == Parameter.Type.RUNNING_VAR
                || parameter.getType() == Parameter.Type.RUNNING_MEAN);
  }

  private static double time(
      NamedBlock block, NDManager manager, Function<NDManager, NDList> inputs) {
    long start = PROCESS.getProcessCpuTime();
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDList outputs = block.forward(new ParameterStore(scope, false), inputs.apply(scope), true);
      NDArray loss = outputs.get(0).square().mean();
      for (NDArray output : outputs.subList(1, outputs.size())) {
        loss = loss.add(output.square().mean());
      }
      collector.backward(loss);
      loss.getFloat();
    }
    return (PROCESS.getProcessCpuTime() - start) / 1e6;
  }
}
