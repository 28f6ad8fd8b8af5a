package org.text2layer.experiment.newobject;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * A green watering can with a yellow band, seen from as many sides as one likes: a thing that Emoji
 * Scenes does not have, in the place of a user's photographs. Its form is a signed distance, its
 * pictures are made by sphere tracing (Hart 1996); the same numbers give the same pictures.
 */
public final class WateringCan {
  /** What captions call it. */
  public static final String PHRASE = "a watering can";

  /** Side of a cut-out, in pixels. */
  private static final int SIZE = 224;

  private static final int SAMPLES = 2;
  private static final double CAMERA = 4.6;
  private static final double FIELD = 1.5;

  /** The spout reaches further than the handle. */
  private static final double ASIDE = 0.22;

  private static final double NEAR = 1e-3;
  private static final double FAR = 7;
  private static final int MOST_STEPS = 90;

  private static final double[] GREEN = {0.05, 0.47, 0.36};
  private static final double[] YELLOW = {0.98, 0.76, 0.12};
  private static final double[] INSIDE = {0.05, 0.10, 0.10};

  private final double yaw;
  private final double pitch;
  private final double[] light;
  private final double brightness;

  private WateringCan(SplittableRandom random) {
    yaw = Math.PI * (random.nextDouble() - 0.5) * 0.7;
    pitch = 0.1 + 0.4 * random.nextDouble();
    light =
        unit(
            random.nextDouble() - 0.5, 0.8 + 0.4 * random.nextDouble(), -0.7 - random.nextDouble());
    brightness = 0.9 + 0.2 * random.nextDouble();
  }

  /**
   * Cut-outs, each from another side and in another light.
   *
   * @param first number of the first; the others follow
   * @param count how many
   */
  public static List<RgbaImage> views(int first, int count) {
    return IntStream.range(first, first + count)
        .parallel()
        .mapToObj(number -> new WateringCan(new SplittableRandom(number)).picture())
        .toList();
  }

  /** Twenty of them, as a user gives. */
  public static NewObject twentyViews() {
    return NewObject.of(PHRASE, views(0, 20));
  }

  /** Ten more that are not among the twenty. */
  public static NewObject unseenViews() {
    return NewObject.of(PHRASE, views(20, 10));
  }

  private RgbaImage picture() {
    float[] colour = new float[3 * SIZE * SIZE];
    float[] alpha = new float[SIZE * SIZE];
    for (int pixel = 0; pixel < alpha.length; pixel++) {
      double[] sum = new double[3];
      int hits = 0;
      for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        double x = pixel % SIZE + (sample % SAMPLES + 0.5) / SAMPLES;
        double y = pixel / SIZE + (sample / SAMPLES + 0.5) / SAMPLES;
        hits += add(sum, FIELD * (2 * x / SIZE - 1), FIELD * (1 - 2 * y / SIZE)) ? 1 : 0;
      }
      alpha[pixel] = (float) hits / (SAMPLES * SAMPLES);
      for (int channel = 0; channel < 3; channel++) {
        colour[3 * pixel + channel] = (float) (sum[channel] / Math.max(1, hits));
      }
    }
    return RgbaImage.of(RgbImage.clamped(SIZE, SIZE, colour), Mask.of(SIZE, SIZE, alpha));
  }

  /** Follows one ray from the camera; adds the colour of what it meets. */
  private boolean add(double[] sum, double x, double y) {
    double[] origin = turned(0, 0, -CAMERA);
    double[] direction = turned(unit(x + ASIDE, y, CAMERA));
    double[] point = new double[3];
    double way = CAMERA - 2;
    for (int step = 0; step < MOST_STEPS && way < FAR; step++) {
      for (int i = 0; i < 3; i++) {
        point[i] = origin[i] + way * direction[i];
      }
      double distance = distance(point);
      if (distance < NEAR) {
        shade(sum, point, direction);
        return true;
      }
      // The body narrows upwards, so that its distance is a little too large.
      way += 0.9 * distance;
    }
    return false;
  }

  /** Ambient light, Lambert's diffuse and Phong's specular light. */
  private void shade(double[] sum, double[] point, double[] view) {
    double[] normal = normal(point);
    double[] towards = turned(light);
    double diffuse = dot(normal, towards);
    double mirrored = 2 * diffuse * dot(normal, view) - dot(towards, view);
    double gloss = diffuse > 0 ? 0.3 * StrictMath.pow(Math.max(0, -mirrored), 24) : 0;
    double[] colour = colour(point);
    for (int i = 0; i < 3; i++) {
      double lit = colour[i] * (0.5 + 0.6 * Math.max(0, diffuse));
      sum[i] += Math.min(1, brightness * (lit + gloss));
    }
  }

  private static double[] normal(double[] p) {
    double h = 1e-3;
    return unit(
        distance(p[0] + h, p[1], p[2]) - distance(p[0] - h, p[1], p[2]),
        distance(p[0], p[1] + h, p[2]) - distance(p[0], p[1] - h, p[2]),
        distance(p[0], p[1], p[2] + h) - distance(p[0], p[1], p[2] - h));
  }

  private static double[] colour(double[] p) {
    double body = body(p[0], p[1], p[2]);
    double yellow = Math.min(rose(p[0], p[1], p[2]), handles(p[0], p[1], p[2]));
    if (yellow < Math.min(body, spout(p[0], p[1], p[2]))) {
      return YELLOW;
    }
    boolean top = p[1] > 0.47 && length(p[0], p[2]) < 0.34;
    boolean band = body < 0.01 && Math.abs(p[1]) < 0.12;
    return top ? INSIDE : band ? YELLOW : GREEN;
  }

  private static double distance(double[] p) {
    return distance(p[0], p[1], p[2]);
  }

  private static double distance(double x, double y, double z) {
    double can = Math.min(body(x, y, z), spout(x, y, z));
    return Math.min(can, Math.min(rose(x, y, z), handles(x, y, z)));
  }

  private static double body(double x, double y, double z) {
    return cone(length(x, z), y, 0.48, 0.52, 0.40) - 0.03;
  }

  /** Leans to the right: from low in the body to the rose. */
  private static double spout(double x, double y, double z) {
    double along = alongSpout(x, y);
    return cone(acrossSpout(x, y, z), along - 0.55, 0.55, 0.13, 0.07) - 0.02;
  }

  private static double rose(double x, double y, double z) {
    return cone(acrossSpout(x, y, z), alongSpout(x, y) - 1.18, 0.10, 0.07, 0.21) - 0.02;
  }

  private static double alongSpout(double x, double y) {
    return 0.7 * (x - 0.36) + 0.714 * (y + 0.32);
  }

  private static double acrossSpout(double x, double y, double z) {
    return length(0.714 * (x - 0.36) - 0.7 * (y + 0.32), z);
  }

  /** One behind, one above. */
  private static double handles(double x, double y, double z) {
    double behind = length(length(x + 0.52, y - 0.02) - 0.34, z) - 0.055;
    double above = length(length(x, y - 0.47) - 0.36, z) - 0.05;
    return Math.min(behind, above);
  }

  /** A cone cut off at both ends, of half height h around 0 and radii below and above. */
  private static double cone(double radius, double y, double h, double below, double above) {
    double share = Math.min(1, Math.max(0, (y + h) / (2 * h)));
    double outwards = radius - (below + share * (above - below));
    double upwards = Math.abs(y) - h;
    return Math.min(Math.max(outwards, upwards), 0)
        + length(Math.max(outwards, 0), Math.max(upwards, 0));
  }

  /** From the camera's directions to the can's. */
  private double[] turned(double... v) {
    double y = StrictMath.cos(pitch) * v[1] - StrictMath.sin(pitch) * v[2];
    double z = StrictMath.sin(pitch) * v[1] + StrictMath.cos(pitch) * v[2];
    return new double[] {
      StrictMath.cos(yaw) * v[0] + StrictMath.sin(yaw) * z,
      y,
      -StrictMath.sin(yaw) * v[0] + StrictMath.cos(yaw) * z
    };
  }

  /** Not Math.hypot: this one is the same everywhere, and quicker. */
  private static double length(double a, double b) {
    return Math.sqrt(a * a + b * b);
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] unit(double... v) {
    double length = Math.sqrt(dot(v, v));
    return new double[] {v[0] / length, v[1] / length, v[2] / length};
  }
}
