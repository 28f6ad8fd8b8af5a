import java.util.Locale;
import org.text2layer.data.Cropping;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerSynthesizer.DetectedObject;
import org.text2layer.synth.SynthesisConfiguration;

/**
 * What the embedded detector finds if peeling does not stop: the numbers behind the two conditions of
 * LayerSynthesizer.layers(picture, most), in docs/more-layers.md. Training scenes, of none to three objects.
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/GhostLayers.java 30
 */
final class GhostLayers {
  private static final int DEEPEST = 4;
  private static final long FIRST = 100;

  /** Shares of the picture above one half, and of that within what was inpainted before. */
  private record Found(double area, double madeUp) {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    EmojiScenes scenes = EmojiScenes.train();
    System.out.println("objects, scene: area found (share of it within earlier holes), one detection after the other");
    try (SalientObjectDetector detector = EmbeddedSalientObjectDetector.load()) {
      for (int objects = 0; objects <= 3; objects++) {
        for (long seed = FIRST; seed < FIRST + count; seed++) {
          LayeredSample sample = scenes.sample(seed, Math.max(1, objects));
          System.out.print(objects + ", " + seed + ":");
          peel(objects == 0 ? sample.layers().backdrop() : sample.picture(), detector);
        }
      }
    }
  }

  private static void peel(RgbImage picture, SalientObjectDetector detector) {
    boolean[] madeUp = new boolean[picture.width() * picture.height()];
    RgbImage left = picture;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Mask mask = detector.detect(left);
      Found found = found(mask, madeUp);
      System.out.print(String.format(Locale.ROOT, " %.5f (%.3f)", found.area(), found.madeUp()));
      Mask hole = DetectedObject.of(left, Cropping.none(), mask, SynthesisConfiguration.standard()).hole();
      if (hole.area() == 0 || hole.area() == 1) {
        break;
      }
      left = new SmoothInpainter().inpaint(left, hole);
      float[] filled = hole.toArray();
      for (int i = 0; i < madeUp.length; i++) {
        madeUp[i] |= filled[i] > 0;
      }
    }
    System.out.println();
  }

  private static Found found(Mask mask, boolean[] madeUp) {
    float[] values = mask.toArray();
    int salient = 0;
    int ghost = 0;
    for (int i = 0; i < values.length; i++) {
      salient += values[i] > 0.5f ? 1 : 0;
      ghost += values[i] > 0.5f && madeUp[i] ? 1 : 0;
    }
    return new Found((double) salient / values.length, salient == 0 ? 0 : (double) ghost / salient);
  }
}
