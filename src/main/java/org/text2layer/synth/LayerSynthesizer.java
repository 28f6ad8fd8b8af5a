package org.text2layer.synth;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.text2layer.data.Cropping;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.SmoothInpainter;

/**
 * The paper's recipe (III-B): from a captioned picture to foreground, background and mask. Draws no
 * random numbers: one picture gives one sample. Thread-safe where its detector and inpainter are,
 * as the embedded ones; owns both, and closes them.
 */
public final class LayerSynthesizer implements AutoCloseable {
  private static final Pattern WHOLE_CHECKSUM =
      Pattern.compile("(\\b\\p{XDigit}{8})\\p{XDigit}{56}");

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
   * Takes a picture apart. It becomes a square of the working size as the {@link Framing} says.
   *
   * @param picture any size
   * @param caption kept as it is
   * @throws IllegalArgumentException if the dilated mask leaves no background to go by
   */
  public SynthesizedSample synthesize(RgbImage picture, String caption) {
    return complete(detect(picture), caption);
  }

  /**
   * The first half of {@link #synthesize(RgbImage, String)}, which never fails: a look at what was
   * found tells whether the second half makes sense.
   */
  public DetectedObject detect(RgbImage picture) {
    FramedPicture framed =
        FramedPicture.of(picture, configuration.framing(), configuration.workingSize(), detector);
    RgbImage working = framed.picture();
    return DetectedObject.of(working, framed.cropping(), found(working), configuration);
  }

  private Mask found(RgbImage picture) {
    Mask mask = detector.detect(picture);
    requireSize("mask of the detector", detector.description(), mask, picture);
    return mask;
  }

  /**
   * The second half: foreground and background.
   *
   * @throws IllegalArgumentException if the hole leaves no background to go by
   */
  public SynthesizedSample complete(DetectedObject detected, String caption) {
    RgbImage background = behind(detected.picture(), detected.hole());
    return detected.with(background, caption, configuration);
  }

  private RgbImage behind(RgbImage picture, Mask hole) {
    RgbImage background = inpainter.inpaint(picture, hole);
    requireSize("background of the inpainter", inpainter.description(), background, picture);
    return background;
  }

  private static void requireSize(String part, String maker, Picture made, RgbImage picture) {
    if (made.width() != picture.width() || made.height() != picture.height()) {
      throw new IllegalStateException(
          "Expected a %s '%s' of the picture's size %sx%s but it is %sx%s: correct what made it."
              .formatted(
                  part, maker, picture.width(), picture.height(), made.width(), made.height()));
    }
  }

  /**
   * The same for a picture that may be transparent: it is laid over white first, as browsers and
   * img2dataset show it. Where its alpha is the truth to keep, join it with a background instead.
   */
  public SynthesizedSample synthesize(RgbaImage picture, String caption) {
    return synthesize(picture.overWhite(), caption);
  }

  /**
   * The layers of a whole picture at its own size, to edit and to export: no part is cut off and
   * nothing is scaled to the working size. The dilation is its fraction of the shorter side. The
   * foreground has all of the picture's colours, so that its mask can be changed afterwards, and
   * outside the hole the layers compose to the picture.
   *
   * @param picture any size; each of its pixels takes about 100 bytes meanwhile
   * @throws IllegalArgumentException if the dilated mask leaves no background to go by
   */
  public LayeredImage layers(RgbImage picture) {
    Mask mask = found(picture);
    return LayeredImage.twoLayer(picture, behind(picture, hole(mask)), mask)
        .withProvenance(provenance(picture));
  }

  private Mask hole(Mask mask) {
    return MaskDilation.hole(mask, configuration.visible(), dilationRadius(mask));
  }

  private int dilationRadius(Picture whole) {
    return configuration.dilationRadius(Math.min(whole.width(), whole.height()));
  }

  private SortedMap<String, String> provenance(RgbImage picture) {
    SortedMap<String, String> provenance = description();
    provenance.put(
        "synthesis",
        "%sx%s pixels, visible above %s, dilated by %s pixels, colours as pictured"
            .formatted(
                picture.width(),
                picture.height(),
                configuration.visible(),
                dilationRadius(picture)));
    return provenance;
  }

  /** The same for a picture that may be transparent, laid over white. */
  public LayeredImage layers(RgbaImage picture) {
    return layers(picture.overWhite());
  }

  /**
   * Several layers of a whole picture, by peeling: what is salient becomes the nearest layers and
   * is inpainted, then the same of the inpainted background, until nothing is salient there or
   * there are enough. A salient object is a connected part of the detector's mask; of several, who
   * reaches lower is nearer. A single layer is {@link #layers(RgbImage)}; with a limit of 1 it has
   * all that is salient. A picture in which nothing is salient has no layers.
   *
   * <p>Nothing is salient where the mask is above one half on less than 0.002 of the picture, or
   * for at least half of that within what was inpainted before: the embedded detector finds such
   * ghosts in a quarter of Emoji Scenes (docs/more-layers.md).
   *
   * <p>Objects are not completed: what stood behind a nearer object is in no layer. There a farther
   * layer shows what the inpainter made up, under the mask that the detector found of that. Objects
   * that overlap are one layer, unless the detector itself tells them apart.
   *
   * @param picture any size; each of its pixels takes about 100 bytes meanwhile, and 16 for each
   *     layer
   * @param most how many layers at most, 1 to 16
   * @return layers "layer 1", the farthest, to "layer N"; a single one is "foreground"
   * @throws IllegalArgumentException if the limit is outside, or the dilated mask of what is found
   *     first leaves no background to go by
   */
  public LayeredImage layers(RgbImage picture, int most) {
    Peeling peeling = Peeling.of(picture, most);
    while (peeling.isUnfinished()) {
      Mask mask = found(peeling.background());
      if (!peeling.isSalient(mask)) {
        break;
      }
      Mask hole = hole(mask);
      if (peeling.hasLayers() && hole.area() == 1) {
        break;
      }
      peeling = peeling.peeled(mask, hole, behind(peeling.background(), hole));
    }
    return peeling.layers(provenance(picture));
  }

  /** The same for a picture that may be transparent, laid over white. */
  public LayeredImage layers(RgbaImage picture, int most) {
    return layers(picture.overWhite(), most);
  }

  /** The numbers of the recipe. */
  public SynthesisConfiguration configuration() {
    return configuration;
  }

  /** Everything that its samples depend on, by name: detector, inpainter, synthesis. */
  public SortedMap<String, String> description() {
    return new TreeMap<>(
        Map.of(
            "detector", detector.description(),
            "inpainter", inpainter.description(),
            "synthesis", configuration.description()));
  }

  /** Its parts, and for which pictures the detector is made. */
  @Override
  public String toString() {
    return "Layers by %s and %s. %s"
        .formatted(
            WHOLE_CHECKSUM.matcher(detector.description()).replaceAll("$1…"),
            WHOLE_CHECKSUM.matcher(inpainter.description()).replaceAll("$1…"),
            detector.madeFor())
        .strip();
  }

  @Override
  public void close() {
    try {
      detector.close();
    } finally {
      inpainter.close();
    }
  }

  /**
   * What the recipe found in a picture before it fills the hole; all of one size.
   *
   * @param picture I, at the working size
   * @param cropping what was cut off to make it square
   * @param mask m, what the detector found
   * @param dilatedMask m̃, the mask grown
   * @param hole what is to be inpainted: 1 where m̃ is above the threshold, 0 elsewhere
   */
  public record DetectedObject(
      RgbImage picture, Cropping cropping, Mask mask, Mask dilatedMask, Mask hole) {
    /** The mask and the hole that the recipe makes of a mask m, wherever it comes from. */
    public static DetectedObject of(
        RgbImage picture, Cropping cropping, Mask mask, SynthesisConfiguration configuration) {
      Mask dilated = MaskDilation.dilated(mask, configuration.dilationRadius());
      return new DetectedObject(
          picture, cropping, mask, dilated, dilated.thresholded(configuration.visible()));
    }

    /** The layers, once something stands behind the object. */
    public SynthesizedSample with(
        RgbImage background, String caption, SynthesisConfiguration configuration) {
      RgbImage foreground = picture.where(mask, configuration.visible());
      return new SynthesizedSample(
          caption, picture, mask, foreground, dilatedMask, hole, background);
    }

    /**
     * Whether nothing was found, or nearly nothing: the mask is above one half on less than 0.002
     * of the picture, as it is of scenes without an object.
     */
    public boolean isNothing() {
      return mask.thresholded(SalientParts.HALF).area() < Peeling.LEAST_AREA;
    }

    /** Whether the hole is the whole picture, so that there is no background to go by. */
    public boolean isEverything() {
      return hole.area() == 1;
    }
  }
}
