package org.text2layer.metrics.generated;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.layers.Halo;

/**
 * True layers spoiled on purpose, so that a failure signature can be tried where it must be found.
 * How much, and where, is drawn from the seed: mild ones are among them. Immutable, thread-safe.
 */
public final class InjectedFailure {
  private static final int COLOURS = 3;
  private static final int ATTEMPTS = 200;

  private final LayeredImage truth;
  private final SplittableRandom random;
  private final int width;
  private final float[] mask;

  private InjectedFailure(LayeredImage truth, long seed) {
    this.truth = truth;
    random = new SplittableRandom(seed);
    width = truth.width();
    mask = truth.mask().toArray();
  }

  /**
   * Spoils layers.
   *
   * @param truth two layers with a soft mask
   * @return empty if these layers have no place for it: no soft edge for a halo, no object to be
   *     cut or copied
   */
  public static Optional<LayeredImage> of(
      FailureSignature signature, LayeredImage truth, long seed) {
    InjectedFailure failure = new InjectedFailure(truth, seed);
    return switch (signature) {
      case EMPTY_MASK ->
          Optional.of(failure.withMask(truth.mask().times(failure.between(0, 0.45))));
      case FULL_MASK -> Optional.of(failure.withMask(failure.full()));
      case SEVERAL_COMPONENTS -> failure.pieces();
      case OBJECT_IN_BACKGROUND -> failure.remnant();
      case GREY_HALO -> failure.halo();
    };
  }

  private double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  private LayeredImage withMask(Mask newMask) {
    return LayeredImage.twoLayer(truth.foreground(), truth.background(), newMask);
  }

  private LayeredImage withMask(float[] values) {
    return withMask(Mask.clamped(width, truth.height(), values));
  }

  private Mask full() {
    float[] values = mask.clone();
    float least = (float) between(0.6, 1);
    // Of each row the last few columns stay as they are.
    int columns = width - (int) between(0, 0.04 * width);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % width < columns ? Math.max(least, values[i]) : values[i];
    }
    return Mask.clamped(width, truth.height(), values);
  }

  /** A disc beside the object, or a cut through it. */
  private Optional<LayeredImage> pieces() {
    boolean cut = random.nextDouble() < 0.5;
    return cut ? cut() : disc().or(this::cut);
  }

  private Optional<LayeredImage> disc() {
    double radius = between(0.03, 0.1) * width;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double x = between(radius, width - radius);
      double y = between(radius, truth.height() - radius);
      double apart = radius + 3;
      if (isFree(at -> distance(at, x, y) <= apart)) {
        float[] values = mask.clone();
        for (int i = 0; i < values.length; i++) {
          values[i] = distance(i, x, y) <= radius ? 1 : values[i];
        }
        return Optional.of(withMask(values));
      }
    }
    return Optional.empty();
  }

  private boolean isFree(IntPredicate where) {
    for (int i = 0; i < mask.length; i++) {
      if (Halo.isVisible(mask[i]) && where.test(i)) {
        return false;
      }
    }
    return true;
  }

  private double distance(int at, double x, double y) {
    return Math.hypot(at % width - x, (double) (at / width) - y);
  }

  private Optional<LayeredImage> cut() {
    Optional<Line> line = lineThroughObject();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    float[] values = mask.clone();
    double half = between(0.008, 0.03) * width;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(line.get().side(i, width)) <= half ? 0 : values[i];
    }
    return Optional.of(withMask(values));
  }

  /** The object, or the half of it on one side of a line, more or less transparent, in B. */
  private Optional<LayeredImage> remnant() {
    Optional<Line> line = lineThroughObject();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    boolean whole = random.nextDouble() < 0.5;
    float opacity = (float) between(0.3, 1);
    float[] foreground = truth.foreground().toArray();
    float[] background = truth.background().toArray();
    for (int i = 0; i < background.length; i++) {
      boolean inPart = whole || line.get().side(i / COLOURS, width) > 0;
      float weight = inPart ? opacity * mask[i / COLOURS] : 0;
      background[i] += weight * (foreground[i] - background[i]);
    }
    RgbImage spoiled = RgbImage.clamped(width, truth.height(), background);
    return Optional.of(LayeredImage.twoLayer(truth.foreground(), spoiled, truth.mask()));
  }

  /** F copied from the picture, as the paper's recipe does it, or mixed with grey or black. */
  private Optional<LayeredImage> halo() {
    int kind = (int) (3 * random.nextDouble());
    double mixed = between(0.5, 1);
    float[] foreground = truth.foreground().toArray();
    float[] background = truth.background().toArray();
    boolean any = false;
    for (int i = 0; i < foreground.length; i++) {
      float m = mask[i / COLOURS];
      if (Halo.isSoft(m)) {
        any = true;
        double share = kind == 0 ? 1 - m : mixed;
        double colour = kind == 0 ? background[i] : kind == 1 ? 0.5 : 0;
        foreground[i] += (float) (share * (colour - foreground[i]));
      }
    }
    RgbImage spoiled = RgbImage.clamped(width, truth.height(), foreground);
    return any
        ? Optional.of(LayeredImage.twoLayer(spoiled, truth.background(), truth.mask()))
        : Optional.empty();
  }

  private record Line(double x, double y, double angle) {
    /** The distance of a pixel, positive on one side. */
    double side(int at, int width) {
      return Math.cos(angle) * (at % width - x) + Math.sin(angle) * ((double) (at / width) - y);
    }
  }

  /** In any direction through the mask's centre of mass. */
  private Optional<Line> lineThroughObject() {
    double x = 0;
    double y = 0;
    double mass = 0;
    for (int i = 0; i < mask.length; i++) {
      x += mask[i] * (i % width);
      y += mask[i] * (double) (i / width);
      mass += mask[i];
    }
    double angle = between(0, Math.PI);
    return mass < 1 ? Optional.empty() : Optional.of(new Line(x / mass, y / mass, angle));
  }
}
