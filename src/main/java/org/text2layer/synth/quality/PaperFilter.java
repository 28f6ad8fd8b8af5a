package org.text2layer.synth.quality;

import java.util.Locale;
import java.util.function.Function;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.evidence.FillEvidence;
import org.text2layer.synth.quality.evidence.MaskEvidence;
import org.text2layer.synth.quality.evidence.SeenPicture;

/**
 * The paper's two quality filters (III-D), which ship with the jar: what each of them sees and
 * measures. Controlled defects are made for these; any other filter is known by its name alone.
 */
public enum PaperFilter {
  /** Is the mask good? Measures what in the picture speaks for and against it. */
  MASK(MaskEvidence.LENGTH) {
    @Override
    float[] measures(Function<RgbImage, SeenPicture> seen, LayeredSample sample) {
      return MaskEvidence.of(seen.apply(sample.picture()), sample.layers().mask());
    }
  },
  /**
   * Is the inpainted background good? Measures, beside the picture, whether the inpainted region
   * can be told, and whether the object is still there.
   */
  INPAINTING(FillEvidence.LENGTH) {
    @Override
    float[] measures(Function<RgbImage, SeenPicture> seen, LayeredSample sample) {
      return FillEvidence.of(
          seen.apply(sample.picture()),
          sample.layers().mask(),
          seen.apply(sample.layers().background()));
    }
  };

  private final int measureCount;

  PaperFilter(int measureCount) {
    this.measureCount = measureCount;
  }

  /** How many measures there are. */
  int measureCount() {
    return measureCount;
  }

  /** What is measured of a sample: the neuron's input. */
  abstract float[] measures(Function<RgbImage, SeenPicture> seen, LayeredSample sample);

  /** "mask" or "inpainting": the filter's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
