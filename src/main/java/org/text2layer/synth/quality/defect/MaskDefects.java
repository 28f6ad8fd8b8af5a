package org.text2layer.synth.quality.defect;

import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Resampling;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * Good and bad masks of a picture whose mask is known. A defect is kept only if it is one measured
 * on the truth: an attempt that came out too mild is empty.
 */
final class MaskDefects {
  /** An incomplete mask keeps at most this share of the object. */
  private static final double MOST_KEPT = 0.65;

  /** And at least this one: less would be the third defect. */
  private static final double LEAST_KEPT = 0.08;

  /** At least this share of a mask with background in it is background. */
  private static final double LEAST_BACKGROUND = 0.3;

  /** A small object covers at most this share of the frame. */
  private static final double LARGEST_SMALL = 0.015;

  private static final double SMALLEST = 0.0004;

  private final Draw draw;

  MaskDefects(Draw draw) {
    this.draw = draw;
  }

  Optional<ControlledDefects.Sample> make(Optional<Defect> defect, LayeredSample truth) {
    if (defect.isEmpty()) {
      return Optional.of(varied(defect, truth, truth, Raster.of(truth.layers().mask())));
    }
    if (defect.get().equals(Defect.INCOMPLETE_OBJECT)) {
      return incomplete(defect, truth);
    }
    if (defect.get().equals(Defect.BACKGROUND_IN_MASK)) {
      return withBackground(defect, truth);
    }
    return draw.chance(0.6) ? smallObject(defect, truth) : smallPart(defect, truth);
  }

  private Optional<ControlledDefects.Sample> incomplete(
      Optional<Defect> defect, LayeredSample truth) {
    Raster object = Raster.of(truth.layers().mask());
    double share = draw.between(0.35, 0.9);
    Raster part =
        switch (draw.below(4)) {
          case 0, 1 -> Parts.side(object, share, draw);
          case 2 -> Parts.blobs(object, share, draw);
          default -> Parts.core(object, share, draw);
        };
    Raster nothing = Raster.where(object.width(), object.height(), pixel -> false);
    Raster mask = object.blended(nothing, part.blurred(1));
    double kept = mask.mean() / object.mean();
    boolean fits = kept >= LEAST_KEPT && kept <= MOST_KEPT && mask.mean() > LARGEST_SMALL;
    return fits ? Optional.of(varied(defect, truth, truth, mask)) : Optional.empty();
  }

  private Optional<ControlledDefects.Sample> withBackground(
      Optional<Defect> defect, LayeredSample truth) {
    Raster object = Raster.of(truth.layers().mask());
    Raster scene = Raster.of(truth.layers().mask().inverted());
    double share = draw.between(0.06, 0.4);
    Raster extra =
        switch (draw.below(4)) {
          case 0 -> grown(object);
          case 1 -> Parts.blobs(scene, share, draw);
          case 2 -> Parts.side(scene, share, draw);
          default -> Parts.colour(scene, Raster.of(truth.picture()), share, draw);
        };
    Raster mask = object.or(extra.blurred(1));
    boolean fits = 1 - object.mean() / mask.mean() >= LEAST_BACKGROUND;
    return fits ? Optional.of(varied(defect, truth, truth, mask)) : Optional.empty();
  }

  private Raster grown(Raster object) {
    Raster near = object.blurred(draw.between(8, 22));
    double limit = draw.between(0.05, 0.2);
    return Raster.where(object.width(), object.height(), i -> near.value(i) > limit);
  }

  /** The whole sample's object, shrunk and set somewhere into its scene; the mask is exact. */
  private Optional<ControlledDefects.Sample> smallObject(
      Optional<Defect> defect, LayeredSample truth) {
    int width = truth.layers().mask().width();
    int height = truth.layers().mask().height();
    double scale = draw.between(0.06, 0.25);
    int smallWidth = (int) (scale * width);
    int smallHeight = (int) (scale * height);
    int left = draw.below(width - smallWidth);
    int top = draw.below(height - smallHeight);
    Raster mask = Raster.of(truth.layers().mask().resized(smallWidth, smallHeight, Resampling.BOX));
    Raster picture = Raster.of(truth.picture().resized(smallWidth, smallHeight, Resampling.BOX));
    float[] wholeMask = new float[width * height];
    float[] wholePicture = truth.layers().background().toArray();
    for (int i = 0; i < mask.length(); i++) {
      int to = (top + i / smallWidth) * width + left + i % smallWidth;
      float m = mask.value(i);
      wholeMask[to] = m;
      for (int c = 0; c < 3; c++) {
        wholePicture[3 * to + c] =
            m * picture.value(3 * i + c) + (1 - m) * wholePicture[3 * to + c];
      }
    }
    Raster small = new Raster(width, height, 1, wholeMask);
    LayeredSample set =
        ControlledDefects.Sample.cut(
            truth.caption(),
            new Raster(width, height, 3, wholePicture).toPicture(),
            small.toMask(),
            truth.layers().background());
    return isSmall(small) ? Optional.of(varied(defect, set, set, small)) : Optional.empty();
  }

  /** A spot of the scene or of its object. */
  private Optional<ControlledDefects.Sample> smallPart(
      Optional<Defect> defect, LayeredSample truth) {
    double share = draw.between(0.001, 0.01);
    Raster spot =
        Parts.spot(truth.layers().mask().width(), truth.layers().mask().height(), share, draw)
            .blurred(1);
    return isSmall(spot) ? Optional.of(varied(defect, truth, truth, spot)) : Optional.empty();
  }

  private static boolean isSmall(Raster mask) {
    return mask.mean() >= SMALLEST && mask.mean() <= LARGEST_SMALL * 0.7;
  }

  /**
   * What masks show without being bad, on good and bad ones alike, so that a filter cannot learn
   * that any change is a defect: soft edges, one or two pixels more or less, uneven values.
   */
  private ControlledDefects.Sample varied(
      Optional<Defect> defect, LayeredSample truth, LayeredSample seen, Raster mask) {
    Raster varied =
        switch (draw.below(5)) {
          case 0 -> mask;
          case 1 -> mask.blurred(draw.between(1, 2.6));
          case 2 -> mask.dilated(1 + draw.below(2));
          case 3 -> mask.mean() > LARGEST_SMALL ? mask.dilated(-1 - draw.below(2)) : mask;
          default -> uneven(mask);
        };
    LayeredSample sample =
        ControlledDefects.Sample.cut(
            seen.caption(), seen.picture(), varied.toMask(), seen.layers().background());
    return new ControlledDefects.Sample(sample, defect, truth);
  }

  /** Edges that ripple and a level below 1, as a compressed or predicted mask has them. */
  private Raster uneven(Raster mask) {
    float[] values = mask.toArray();
    Raster edge = mask.blurred(2);
    double top = draw.between(0.9, 1);
    double ripple = draw.between(0.05, 0.25);
    for (int i = 0; i < values.length; i++) {
      double near = 4 * edge.value(i) * (1 - edge.value(i));
      values[i] = (float) (top * values[i] + near * ripple * draw.normal());
      values[i] = Math.max(0, Math.min(1, values[i]));
    }
    return new Raster(mask.width(), mask.height(), 1, values);
  }
}
