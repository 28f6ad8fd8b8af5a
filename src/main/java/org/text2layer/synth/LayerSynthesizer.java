package org.text2layer.synth;

import java.util.List;
import java.util.Objects;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.Inpainter;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.SmoothInpainter;

/**
 * The paper's recipe (III-B): from a captioned picture to foreground, background and mask. Draws no
 * random numbers: one picture gives one sample. Thread-safe where its detector and inpainter are,
 * as the embedded ones; owns both, and closes them.
 */
public final class LayerSynthesizer implements AutoCloseable {
  private final SalientObjectDetector detector;
  private final Inpainter inpainter;
  private final SynthesisConfiguration configuration;

  private LayerSynthesizer(
      SalientObjectDetector detector, Inpainter inpainter, SynthesisConfiguration configuration) {
    this.detector = Objects.requireNonNull(detector, "detector");
    this.inpainter = Objects.requireNonNull(inpainter, "inpainter");
    this.configuration = Objects.requireNonNull(configuration, "configuration");
  }

  /** With what the library brings: the embedded detector and the smooth inpainter. */
  public static LayerSynthesizer standard() {
    return of(
        EmbeddedSalientObjectDetector.load(),
        new SmoothInpainter(),
        SynthesisConfiguration.standard());
  }

  /**
   * With a detector and an inpainter of one's own.
   *
   * @param detector closed with the synthesizer
   * @param inpainter closed with the synthesizer
   */
  public static LayerSynthesizer of(
      SalientObjectDetector detector, Inpainter inpainter, SynthesisConfiguration configuration) {
    return new LayerSynthesizer(detector, inpainter, configuration);
  }

  /**
   * Takes a picture apart. Its middle is cut out as a square and resampled to the working size.
   *
   * @param picture any size
   * @param caption kept as it is
   * @throws IllegalArgumentException if the dilated mask leaves no background to go by
   */
  public SynthesizedSample synthesize(RgbImage picture, String caption) {
    int size = configuration.workingSize();
    RgbImage working = picture.covering(size, size, Resampling.BICUBIC);
    Mask mask = detector.detect(working);
    Mask dilated = MaskDilation.dilated(mask, configuration.dilationRadius());
    Mask hole = dilated.thresholded(configuration.visible());
    RgbImage background = inpainter.inpaint(working, hole);
    RgbImage colours = configuration.unblended() ? ForegroundEstimation.of(working, mask) : working;
    RgbImage foreground = visible(colours, mask);
    return new SynthesizedSample(caption, working, mask, foreground, dilated, hole, background);
  }

  /**
   * The same for a picture that may be transparent: it is laid over white first, as browsers and
   * img2dataset show it. Where its alpha is the truth to keep, join it with a background instead.
   */
  public SynthesizedSample synthesize(RgbaImage picture, String caption) {
    RgbImage white = RgbImage.filled(picture.width(), picture.height(), 1, 1, 1);
    ImageLayer layer = new ImageLayer("picture", picture.colour(), picture.alpha());
    return synthesize(LayeredImage.of(white, List.of(layer)).composed(), caption);
  }

  private RgbImage visible(RgbImage picture, Mask mask) {
    float[] foreground = picture.toArray();
    float[] m = mask.toArray();
    for (int i = 0; i < foreground.length; i++) {
      if (!(m[i / 3] > configuration.visible())) {
        foreground[i] = 0;
      }
    }
    return RgbImage.of(picture.width(), picture.height(), foreground);
  }

  /** The numbers of the recipe. */
  public SynthesisConfiguration configuration() {
    return configuration;
  }

  @Override
  public void close() {
    detector.close();
    inpainter.close();
  }
}
