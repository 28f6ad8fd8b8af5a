package org.text2layer.experiment.truth;

import java.util.Objects;
import org.text2layer.data.Cropping;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.synth.LayerSynthesizer.DetectedObject;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.SynthesizedSample;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.Defect;

/**
 * Layers with a defect that was put in, one kind after the other, against the truth. A bad mask
 * goes through the rest of the recipe, so that its background shows what it left behind; a bad
 * background stands behind the true mask.
 */
public final class DefectTruth {
  private static final float VISIBLE = 0.1f;

  private DefectTruth() {}

  /**
   * Measures and judges the first samples of a set, every second of which has a defect.
   *
   * @param count how many, good ones included; a multiple of six has as many of each defect
   * @param inpainter fills the holes of bad masks; not closed
   * @param filters all judge every sample; not closed
   */
  public static LayerTruth measure(
      ControlledDefects set, int count, Inpainter inpainter, QualityFilters filters) {
    Objects.requireNonNull(inpainter, "inpainter");
    TruthMeasurement measurement = new TruthMeasurement(filters);
    for (int number = 0; number < count; number++) {
      ControlledDefects.Sample sample = set.sample(number);
      String kind = sample.defect().map(Defect::label).orElse("good " + part(set.filter()));
      LayeredSample truth = layered(kind, sample.truth());
      measurement.add(kind, truth, () -> layers(set.filter(), sample, inpainter));
    }
    return measurement.finished();
  }

  private static String part(PaperFilter filter) {
    return filter == PaperFilter.MASK ? "mask" : "background";
  }

  /** As the recipe goes on from a known mask, or to a known background. */
  private static SynthesizedSample layers(
      PaperFilter filter, ControlledDefects.Sample controlled, Inpainter inpainter) {
    RgbImage picture = controlled.sample().picture();
    LayeredImage layers = controlled.sample().layers();
    SynthesisConfiguration recipe =
        SynthesisConfiguration.standard().withWorkingSize(picture.width());
    DetectedObject known = DetectedObject.of(picture, Cropping.none(), layers.mask(), recipe);
    RgbImage background =
        filter == PaperFilter.MASK ? inpainter.inpaint(picture, known.hole()) : layers.background();
    return known.with(background, "", recipe);
  }

  /** F = (I − (1 − m)B) / m from eq. 1, where m is above the threshold. */
  private static LayeredSample layered(String caption, LayeredSample truth) {
    float[] picture = truth.picture().toArray();
    float[] background = truth.layers().background().toArray();
    float[] mask = truth.layers().mask().toArray();
    float[] foreground = new float[picture.length];
    for (int i = 0; i < foreground.length; i++) {
      float m = mask[i / 3];
      foreground[i] = m > VISIBLE ? (picture[i] - (1 - m) * background[i]) / m : 0;
    }
    RgbImage colours =
        RgbImage.clamped(truth.picture().width(), truth.picture().height(), foreground);
    LayeredImage layers =
        LayeredImage.twoLayer(colours, truth.layers().background(), truth.layers().mask());
    return new LayeredSample(caption, truth.picture(), layers);
  }
}
