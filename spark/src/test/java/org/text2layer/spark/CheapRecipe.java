package org.text2layer.spark;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * A recipe without networks: the mask is the red channel, the background is noise.
 *
 * @param milliseconds that a picture takes
 */
public record CheapRecipe(long milliseconds) implements SampleMaker {
  private static final int SIZE = 8;

  /** As the command names it. */
  public static final class Quick implements RecipeFactory {
    @Override
    public SampleMaker open() {
      return new CheapRecipe(0);
    }
  }

  /** Slow enough for its executor to be killed. */
  public static final class Slow implements RecipeFactory {
    @Override
    public SampleMaker open() {
      return new CheapRecipe(30);
    }
  }

  @Override
  public Outcome make(CaptionedPicture captioned, long seed) {
    RgbImage picture = captioned.picture().colour().resized(SIZE, SIZE, Resampling.BOX);
    pause();
    float[] rgb = picture.toArray();
    float[] mask = new float[SIZE * SIZE];
    float[] noise = new float[rgb.length];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rgb.length; i++) {
      mask[i / 3] = rgb[i - i % 3];
      noise[i] = random.nextInt(256) / 255f;
    }
    Mask soft = Mask.of(SIZE, SIZE, mask);
    LayeredImage layers =
        LayeredImage.twoLayer(picture, RgbImage.of(SIZE, SIZE, noise), soft)
            .withProvenance(Map.of("recipe", description(), "seed", Long.toString(seed)));
    LayeredSample sample = new LayeredSample(captioned.caption(), picture, layers);
    Map<String, Double> scores = Map.of("area", soft.area());
    return soft.area() < 0.48
        ? new Outcome.Dropped("area", soft.area(), scores, Optional.of(sample))
        : new Outcome.Kept(sample, scores);
  }

  private void pause() {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException error) {
      throw new IllegalStateException("Expected no interrupt of a worker.", error);
    }
  }

  /** The time changes nothing. */
  @Override
  public String description() {
    return "area filter: the mask's area; threshold 0.48\nsize: " + SIZE;
  }
}
