package org.text2layer.synth.quality.defect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.PaperFilter;

/**
 * A labelled set for one filter without end: samples of Emoji Scenes, whose true layers are known,
 * half of them left good and half given one of the filter's three defects in turn. Sample number n
 * depends on the seed and n alone. Fills are those of the recipe's inpainter: one near the truth is
 * among the good backgrounds, one far from it among the incoherent ones, the rest is not used.
 * Immutable, thread-safe.
 */
public final class ControlledDefects implements DefectSet {
  private static final int ATTEMPTS = 200;
  private static final long APART = 1_000_003;

  /** Objects below this share of the frame would be the third defect by themselves. */
  private static final double SMALLEST_OBJECT = 0.05;

  private final PaperFilter filter;
  private final String truths;
  private final LongFunction<LayeredSample> samples;
  private final Function<Draw, RgbImage> scenes;
  private final long seed;

  private ControlledDefects(
      PaperFilter filter,
      String truths,
      LongFunction<LayeredSample> samples,
      Function<Draw, RgbImage> scenes,
      long seed) {
    this.filter = filter;
    this.truths = truths;
    this.samples = samples;
    this.scenes = scenes;
    this.seed = seed;
  }

  /** The set of a filter over these objects and scenes. */
  public static ControlledDefects of(PaperFilter filter, EmojiScenes scenes, long seed) {
    return new ControlledDefects(
        filter,
        scenes.toString(),
        scenes::sample,
        draw -> scenes.picture(scenes.scenes().get(draw.below(scenes.scenes().size()))),
        seed);
  }

  /**
   * The set of a filter over other samples whose true layers are known.
   *
   * @param truths what they are, for descriptions: "stamps: ..."
   * @param samples the sample of each seed, always the same, 256 x 256 as Emoji Scenes'
   */
  public static ControlledDefects of(
      PaperFilter filter, String truths, LongFunction<LayeredSample> samples, long seed) {
    return new ControlledDefects(
        filter, truths, samples, draw -> samples.apply(draw.seed()).layers().background(), seed);
  }

  @Override
  public PaperFilter filter() {
    return filter;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** Which defect sample number n has: none for even numbers. */
  public Optional<Defect> defect(int number) {
    List<Defect> defects = Defect.of(filter);
    return number % 2 == 0
        ? Optional.empty()
        : Optional.of(defects.get(number / 2 % defects.size()));
  }

  /**
   * Sample number n.
   *
   * @param number at least 0
   */
  @Override
  public Sample sample(int number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "Expected a sample's number of at least 0 but came " + number + ": count from 0.");
    }
    Draw draw = new Draw(seed * APART + number);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LayeredSample truth = samples.apply(draw.seed());
      if (truth.layers().mask().area() >= SMALLEST_OBJECT) {
        Optional<Sample> sample = attempt(defect(number), truth, draw);
        if (sample.isPresent()) {
          return sample.get();
        }
      }
    }
    throw new IllegalStateException(
        "Expected sample %s of seed %s within %s attempts but none fits: take another seed."
            .formatted(number, seed, ATTEMPTS));
  }

  private Optional<Sample> attempt(Optional<Defect> defect, LayeredSample truth, Draw draw) {
    if (filter == PaperFilter.MASK) {
      return new MaskDefects(draw).make(defect, truth);
    }
    return new InpaintingDefects(draw, scenes.apply(draw)).make(defect, truth);
  }

  @Override
  public String toString() {
    return "controlled defects for the %s filter, seed %s, %s"
        .formatted(filter.label(), seed, truths);
  }

  /**
   * A sample whose defect was made, beside what it was made from.
   *
   * @param sample what a filter sees
   * @param defect what was done to it; empty if it is good
   * @param truth the same picture with its true mask and background
   */
  public record Sample(LayeredSample sample, Optional<Defect> defect, LayeredSample truth) {
    /** As the recipe's (III-B). */
    private static final float VISIBLE = 0.1f;

    /** A sample with another picture, mask and background, whose foreground the mask cuts out. */
    static LayeredSample cut(String caption, RgbImage picture, Mask mask, RgbImage background) {
      RgbImage foreground = picture.where(mask, VISIBLE);
      return new LayeredSample(
          caption, picture, LayeredImage.twoLayer(foreground, background, mask));
    }

    /** The sample with its label, for training and measuring. */
    public LabelledSample labelled(String filter) {
      return new LabelledSample(sample, filter, defect);
    }
  }
}
