import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.generated.SignatureMeasures;
import org.text2layer.metrics.generated.SignatureThresholds;
import org.text2layer.metrics.generated.SignatureValidation;
import org.text2layer.model.EmbeddedSalientObjectDetector;

/**
 * What failure signatures measure on true samples of Emoji Scenes' test split, how often they show
 * there, and how often they find failures that were put in.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/FailureSignatures.java 10000 400
 *
 * <p>The arguments are the first seed and the number of samples.
 */
final class FailureSignatures {
  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    int number = Integer.parseInt(arguments[1]);
    EmojiScenes scenes = EmojiScenes.test();
    List<LayeredImage> truths =
        LongStream.range(first, first + number)
            .mapToObj(seed -> scenes.sample(seed).layers())
            .toList();
    try (EmbeddedSalientObjectDetector detector = EmbeddedSalientObjectDetector.load()) {
      List<SignatureMeasures> measures =
          truths.stream().map(layers -> SignatureMeasures.of(layers, detector)).toList();
      print("area", measures, SignatureMeasures::area);
      print("components", measures, SignatureMeasures::components);
      print("detected", measures, each -> each.remnant().detected());
      print("copied", measures, each -> each.remnant().copied());
      print("towards background", measures, each -> each.edge().towardsBackground());
      print("towards grey", measures, each -> each.edge().towardsGrey());
      print("towards black", measures, each -> each.edge().towardsBlack());
      System.out.println(
          SignatureValidation.of(truths, detector, SignatureThresholds.standard(), 1)
              .table()
              .printAll());
    }
  }

  private static void print(
      String name, List<SignatureMeasures> all, ToDoubleFunction<SignatureMeasures> measure) {
    double[] sorted =
        all.stream().mapToDouble(measure).filter(Double::isFinite).sorted().toArray();
    System.out.printf(Locale.ROOT, "| %s | %d |", name, sorted.length);
    for (double share : new double[] {0.5, 0.95, 0.99, 1}) {
      System.out.printf(
          Locale.ROOT, " %.3f |", sorted[(int) Math.round(share * (sorted.length - 1))]);
    }
    System.out.println();
  }
}
