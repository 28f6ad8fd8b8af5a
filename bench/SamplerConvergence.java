import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.diffusion.sampler.SamplingPlan;
import org.text2layer.diffusion.sampler.TimestepSpacing;
import org.text2layer.image.RgbImage;
import org.text2layer.pipeline.SamplerFactory;

/**
 * How many steps each sampler needs: the mean absolute difference of its composed picture to two
 * nearly converged ones of the same seed, pixels in [0, 1], embedded weights, guidance 5.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/SamplerConvergence.java 10 20
 *
 * <p>The arguments are numbers of steps; captions may follow after "--".
 */
final class SamplerConvergence {
  private static final List<String> CAPTIONS =
      List.of(
          "a red apple on a wooden table in a room",
          "a penguin on a snowy field",
          "a yellow taxi in a city street",
          "a sunflower on a sandy beach");

  /** DPM-Solver++ with diffusers' own spacing, which starts at the noisiest timestep. */
  private static final SamplerFactory LINSPACE =
      (configuration, steps) ->
          new SamplingPlan(
                  configuration.schedule(),
                  steps,
                  configuration.prediction(),
                  TimestepSpacing.LINSPACE,
                  0)
              .dpmSolver(2, false);

  public static void main(String[] arguments) {
    Map<String, SamplerFactory> samplers = new LinkedHashMap<>();
    samplers.put("DDIM", SamplerFactory.ddim());
    samplers.put("DPM-Solver++ 2M", SamplerFactory.dpmSolver());
    samplers.put("DPM-Solver++ 2M linspace", LINSPACE);
    samplers.put("DPM-Solver++ 2M Karras", SamplerFactory.dpmSolverKarras());
    samplers.put("Euler", SamplerFactory.euler());
    samplers.put("Euler Karras", SamplerFactory.eulerKarras());
    List<String> values = List.of(arguments);
    int end = values.contains("--") ? values.indexOf("--") : values.size();
    int[] steps = values.subList(0, end).stream().mapToInt(Integer::parseInt).toArray();
    List<String> captions = end < values.size() ? values.subList(end + 1, values.size()) : CAPTIONS;
    Map<String, List<Double>> table = new LinkedHashMap<>();
    try (Text2Layer model = Text2Layer.load()) {
      for (String caption : captions) {
        RgbImage ddim = picture(model, caption, SamplerFactory.ddim(), 100);
        RgbImage solver = picture(model, caption, LINSPACE, 100);
        print(table, "DDIM 100", "DPM-Solver++ 2M linspace 100", difference(ddim, solver));
        for (int count : steps) {
          samplers.forEach(
              (name, factory) -> {
                RgbImage picture = picture(model, caption, factory, count);
                String row = name + " " + count;
                print(table, row, "DDIM 100", difference(picture, ddim));
                print(table, row, "DPM-Solver++ 2M linspace 100", difference(picture, solver));
              });
        }
      }
    }
    System.out.println("Means over " + captions.size() + " captions:");
    table.forEach(
        (row, all) ->
            System.out.printf(
                Locale.ROOT,
                "%s: %.4f%n",
                row,
                all.stream().mapToDouble(d -> d).average().orElseThrow()));
  }

  private static RgbImage picture(
      Text2Layer model, String caption, SamplerFactory sampler, int steps) {
    return model
        .generate(GenerationRequest.of(caption).seed(1).steps(steps).sampler(sampler))
        .composed();
  }

  private static void print(
      Map<String, List<Double>> table, String name, String reference, double difference) {
    String row = name + " to " + reference;
    table.computeIfAbsent(row, key -> new ArrayList<>()).add(difference);
    System.out.printf(Locale.ROOT, "%s: %.4f%n", row, difference);
  }

  private static double difference(RgbImage one, RgbImage other) {
    float[] a = one.toArray();
    float[] b = other.toArray();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }
}
