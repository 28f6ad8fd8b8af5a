import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.text2layer.data.Cropping;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.Placement;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.Framing;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.quality.QualityFilters;

/**
 * The table of docs/data-truth.md on wide pictures: objects of Emoji Scenes anywhere in backgrounds
 * of 3:2 and 16:9, taken apart with each framing.
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/Framings.java 100
 *
 * <p>The argument is how many pictures of each shape.
 */
final class Framings {
  private static final int SIZE = 256;
  private static final int HEIGHT = 288;

  private record Wide(RgbImage picture, Mask truth, String caption) {}

  private Framings() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    System.out.println(
        "| shape | framing | objects cut | objects gone | mask IoU | object's share | kept | kept and whole |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int[] shape : new int[][] {{3, 2}, {16, 9}}) {
      for (Framing framing : Framing.values()) {
        row(shape[0], shape[1], framing, count);
      }
    }
  }

  private static void row(int across, int down, Framing framing, int count) {
    SynthesisConfiguration configuration = SynthesisConfiguration.standard().withFraming(framing);
    int cut = 0;
    int gone = 0;
    int kept = 0;
    int good = 0;
    List<Double> ious = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    try (LayerRecipe recipe =
        LayerRecipe.of(
            LayerSynthesizer.of(
                EmbeddedSalientObjectDetector.load(), new SmoothInpainter(), configuration),
            QualityFilters.standard())) {
      for (int seed = 0; seed < count; seed++) {
        Wide wide = wide(seed, HEIGHT * across / down);
        Outcome outcome =
            recipe.make(CaptionedPicture.of("p" + seed, wide.caption(), wide.picture()), seed);
        Mask truth = framed(wide.truth(), framing, cropping(outcome));
        double left = truth.area() * area(framing, wide.truth()) / wide.truth().area();
        cut += left < 0.99 ? 1 : 0;
        gone += left < 0.5 ? 1 : 0;
        boolean isKept = outcome instanceof Outcome.Kept;
        kept += isKept ? 1 : 0;
        good += isKept && left >= 0.99 ? 1 : 0;
        ious.add(iou(truth, mask(outcome)));
        shares.add(truth.area());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %d:%d | %s | %.0f %% | %.0f %% | %.3f | %.3f | %.0f %% | %.0f %% |%n",
        across,
        down,
        framing,
        100.0 * cut / count,
        100.0 * gone / count,
        mean(ious),
        mean(shares),
        100.0 * kept / count,
        100.0 * good / count);
  }

  /** The scene's middle as wide background, the object from 30 to 70 % of its height, anywhere. */
  private static Wide wide(long seed, int width) {
    EmojiScenes scenes = EmojiScenes.test();
    Placement placement = scenes.placement(seed);
    RgbImage background =
        scenes.picture(placement.scene()).covering(width, HEIGHT, Resampling.BICUBIC);
    SplittableRandom random = new SplittableRandom(seed);
    int side = (int) (HEIGHT * random.nextDouble(0.3, 0.7));
    int x = random.nextInt(width - side + 1);
    int y = random.nextInt(HEIGHT - side + 1);
    RgbaImage object =
        scenes.picture(placement.object()).resized(side, side, Resampling.BICUBIC);
    float[] rgb = new float[3 * width * HEIGHT];
    float[] alpha = new float[width * HEIGHT];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int at = (y + row) * width + x + column;
        alpha[at] = object.alpha().value(column, row);
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * at + channel] = object.colour().value(column, row, channel);
        }
      }
    }
    Mask truth = Mask.of(width, HEIGHT, alpha);
    ImageLayer layer = new ImageLayer("object", RgbImage.of(width, HEIGHT, rgb), truth);
    RgbImage picture = LayeredImage.of(background, List.of(layer)).composed();
    return new Wide(picture, truth.thresholded(0.5f), placement.caption());
  }

  private static Cropping cropping(Outcome outcome) {
    return outcome instanceof Outcome.Kept kept
        ? Cropping.ofScores(kept.scores())
        : Cropping.ofScores(((Outcome.Dropped) outcome).scores());
  }

  /** Pixels of the picture that one pixel of the sample stands for, as a share of the picture. */
  private static double area(Framing framing, Mask truth) {
    double longer = Math.max(truth.width(), truth.height());
    double shorter = Math.min(truth.width(), truth.height());
    return framing == Framing.PADDED ? longer / shorter : shorter / longer;
  }

  private static Mask framed(Mask truth, Framing framing, Cropping cropping) {
    if (framing != Framing.PADDED) {
      int x = (int) Math.round(cropping.left() * truth.width());
      int side = truth.height();
      return truth.crop(x, 0, side, side).resized(SIZE, SIZE, Resampling.BOX);
    }
    int height = Math.round((float) truth.height() * SIZE / truth.width());
    float[] small = truth.resized(SIZE, height, Resampling.BOX).toArray();
    float[] padded = new float[SIZE * SIZE];
    System.arraycopy(small, 0, padded, (SIZE - height) / 2 * SIZE, small.length);
    return Mask.of(SIZE, SIZE, padded);
  }

  private static Mask mask(Outcome outcome) {
    return outcome instanceof Outcome.Kept kept
        ? kept.sample().layers().mask()
        : ((Outcome.Dropped) outcome)
            .sample()
            .map(LayeredSample::layers)
            .map(LayeredImage::mask)
            .orElse(Mask.filled(SIZE, SIZE, 1));
  }

  private static double iou(Mask truth, Mask found) {
    int both = 0;
    int either = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      boolean one = truth.value(i % SIZE, i / SIZE) > 0.5f;
      boolean other = found.value(i % SIZE, i / SIZE) > 0.5f;
      both += one && other ? 1 : 0;
      either += one || other ? 1 : 0;
    }
    return either == 0 ? 0 : (double) both / either;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
