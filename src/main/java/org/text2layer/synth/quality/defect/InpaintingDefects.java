package org.text2layer.synth.quality.defect;

import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * Good and bad backgrounds of a picture whose background is known. A defect is kept only if it
 * differs enough from the truth, and a fill is called good only if it does not.
 */
final class InpaintingDefects {
  /** The mean absolute difference to the truth in the changed region, pixels in [0, 1]. */
  private static final double LEAST_DIFFERENCE = 0.05;

  /** A fill of the whole hole that stays below this is as good as the truth. */
  private static final double MOST_GOOD_DIFFERENCE = 0.025;

  /** A remnant of the object covers at least this share of the frame. */
  private static final double LEAST_REMNANT = 0.012;

  private final Draw draw;
  private final RgbImage otherScene;

  InpaintingDefects(Draw draw, RgbImage otherScene) {
    this.draw = draw;
    this.otherScene = otherScene;
  }

  Optional<ControlledDefects.Sample> make(Optional<Defect> defect, LayeredSample truth) {
    Raster scene = Raster.of(truth.layers().background());
    Raster hole = hole(truth.layers().mask());
    if (defect.isEmpty()) {
      return Optional.of(varied(defect, truth, good(truth, scene, hole)));
    }
    boolean left = defect.get().equals(Defect.OBJECT_IN_HOLE);
    Raster where = left ? remnant(truth.layers().mask()) : hole;
    Raster changed;
    if (left) {
      changed = scene.blended(Raster.of(truth.picture()), where);
    } else if (defect.get().equals(Defect.ARTEFACTS)) {
      changed = scene.blended(artefacts(scene, hole, truth), hole.blurred(1));
    } else {
      Raster fill = incoherent(scene, hole, truth);
      changed = scene.blended(fill, hole.blurred(draw.between(1, 3.5)));
    }
    boolean fits =
        where.mean() >= LEAST_REMNANT && scene.difference(changed, where) >= LEAST_DIFFERENCE;
    return fits ? Optional.of(varied(defect, truth, changed)) : Optional.empty();
  }

  /** The dilated mask, as the recipe inpaints it. */
  private Raster hole(Mask mask) {
    return Raster.of(mask.thresholded(0.1f)).dilated(3 + draw.below(6));
  }

  /** The true background, as it is or with what an inpainter may do unseen. */
  private Raster good(LayeredSample truth, Raster scene, Raster hole) {
    int width = scene.width();
    int height = scene.height();
    return switch (draw.below(4)) {
      case 0 -> scene;
      case 1 -> scene.blended(scene.blurred(1), hole.blurred(1));
      case 2 -> {
        Raster spot = Parts.spot(width, height, draw.between(0.002, 0.01), draw);
        yield filled(truth.layers().background(), spot);
      }
      default -> {
        Raster filled = filled(truth.picture(), hole);
        yield scene.difference(filled, hole) <= MOST_GOOD_DIFFERENCE ? filled : scene;
      }
    };
  }

  private static Raster filled(RgbImage picture, Raster hole) {
    return Raster.of(new SmoothInpainter().inpaint(picture, hole.toMask()));
  }

  /** Where some of the object, more or less transparent, is left. */
  private Raster remnant(Mask mask) {
    Raster object = Raster.of(mask);
    Raster part = draw.chance(0.4) ? object : partOf(object);
    double opacity = draw.between(0.3, 1);
    float[] weights = part.toArray();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) opacity;
    }
    return new Raster(object.width(), object.height(), 1, weights);
  }

  private Raster partOf(Raster object) {
    double share = draw.between(0.25, 0.8);
    Raster part =
        draw.chance(0.5) ? Parts.side(object, share, draw) : Parts.blobs(object, share, draw);
    return object.times(part.blurred(draw.between(1, 3.5)));
  }

  private Raster artefacts(Raster scene, Raster hole, LayeredSample truth) {
    Raster base = draw.chance(0.5) ? scene : filled(truth.picture(), hole);
    return switch (draw.below(4)) {
      case 0 -> patches(base, Raster.of(draw.chance(0.5) ? truth.picture() : otherScene));
      case 1 -> streaks(scene, hole);
      case 2 -> noisy(base);
      default -> chequered(base);
    };
  }

  /** Squares copied from anywhere. */
  private Raster patches(Raster base, Raster source) {
    float[] from = source.toArray();
    float[] values = base.toArray();
    int width = base.width();
    int height = base.height();
    int count = 20 + draw.below(60);
    for (int patch = 0; patch < count; patch++) {
      int size = 8 + draw.below(32);
      int fromX = draw.below(width - size);
      int fromY = draw.below(height - size);
      int toX = draw.below(width - size);
      int toY = draw.below(height - size);
      for (int row = 0; row < size; row++) {
        int at = 3 * ((fromY + row) * width + fromX);
        System.arraycopy(from, at, values, 3 * ((toY + row) * width + toX), 3 * size);
      }
    }
    return new Raster(width, height, 3, values);
  }

  /** The last colour before the hole, drawn through it in rows or in columns. */
  private Raster streaks(Raster scene, Raster hole) {
    boolean rows = draw.chance(0.5);
    float[] values = scene.toArray();
    int width = scene.width();
    int step = rows ? 1 : width;
    for (int i = 0; i < hole.length(); i++) {
      boolean first = rows ? i % width == 0 : i < width;
      if (hole.value(i) > 0.5f && !first) {
        System.arraycopy(values, 3 * (i - step), values, 3 * i, 3);
      }
    }
    return new Raster(width, scene.height(), 3, values);
  }

  /** Coloured noise of some grain. */
  private Raster noisy(Raster base) {
    int grain = 1 + draw.below(6);
    double strength = draw.between(0.12, 0.4);
    int cells = base.width() / grain + 1;
    float[] noise = new float[3 * cells * (base.height() / grain + 1)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (strength * draw.normal());
    }
    float[] values = base.toArray();
    for (int i = 0; i < values.length; i++) {
      int pixel = i / 3;
      int cell = pixel / base.width() / grain * cells + pixel % base.width() / grain;
      values[i] += noise[3 * cell + i % 3];
    }
    return clamped(base, values);
  }

  /** The pattern that transposed convolutions leave. */
  private Raster chequered(Raster base) {
    int period = 1 + draw.below(8);
    double strength = draw.between(0.08, 0.3);
    float[] values = base.toArray();
    for (int i = 0; i < values.length; i++) {
      int x = i / 3 % base.width() / period;
      int y = i / 3 / base.width() / period;
      values[i] += (float) ((x + y) % 2 == 0 ? strength : -strength);
    }
    return clamped(base, values);
  }

  private Raster incoherent(Raster scene, Raster hole, LayeredSample truth) {
    return switch (draw.below(5)) {
      case 0 -> Raster.of(otherScene);
      case 1 -> {
        double hue = draw.between(40, 320);
        double saturation = draw.between(0.4, 1.6);
        double brightness = draw.between(0.6, 1.3);
        yield Raster.of(scene.toPicture().recoloured(hue, saturation, brightness));
      }
      case 2 -> flat(scene);
      case 3 -> scene.blurred(draw.between(7, 16));
      default -> filled(truth.picture(), hole);
    };
  }

  /** The mean colour of a random part of the scene. */
  private Raster flat(Raster scene) {
    int size = 48;
    RgbImage part =
        scene
            .toPicture()
            .crop(draw.below(scene.width() - size), draw.below(scene.height() - size), size, size);
    float[] mean = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      float[] values = part.toArray();
      for (int i = channel; i < values.length; i += 3) {
        mean[channel] += values[i] / (size * size);
      }
    }
    float[] values = new float[scene.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = mean[i % 3];
    }
    return new Raster(scene.width(), scene.height(), 3, values);
  }

  /** What whole pictures show without being bad, on good and bad ones alike. */
  private ControlledDefects.Sample varied(
      Optional<Defect> defect, LayeredSample truth, Raster background) {
    Raster varied =
        switch (draw.below(4)) {
          case 0 -> background.blurred(1);
          case 1 -> grainy(background);
          default -> background;
        };
    LayeredSample sample =
        new LayeredSample(
            truth.caption(), truth.picture(), truth.layers().over(varied.toPicture()));
    return new ControlledDefects.Sample(sample, defect, truth);
  }

  private Raster grainy(Raster picture) {
    double strength = draw.between(0.005, 0.02);
    float[] values = picture.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (strength * draw.normal());
    }
    return clamped(picture, values);
  }

  private static Raster clamped(Raster like, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, Math.min(1, values[i]));
    }
    return new Raster(like.width(), like.height(), 3, values);
  }
}
