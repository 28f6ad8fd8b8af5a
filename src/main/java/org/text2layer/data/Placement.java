package org.text2layer.data;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Where an object stands in a scene: everything random about a sample.
 *
 * @param object the cut-out
 * @param scene the backdrop
 * @param mirrorScene whether the backdrop is mirrored left to right
 * @param scale of the object, in (0, 1]; 1 fills the frame
 * @param angle of its rotation in radians
 * @param dx shift to the right, in half-frames
 * @param dy shift downwards, in half-frames
 * @param mirrorObject whether the object is mirrored left to right
 */
public record Placement(
    SceneObject object,
    Scene scene,
    boolean mirrorScene,
    double scale,
    double angle,
    double dx,
    double dy,
    boolean mirrorObject) {
  private static final double MIN_SCALE = 0.5;
  private static final double MAX_SCALE = 0.9;
  private static final double MAX_ANGLE = Math.PI / 16;

  /** Checks the numbers. */
  public Placement {
    if (!(scale > 0 && scale <= 1)
        || !Double.isFinite(angle)
        || !Double.isFinite(dx)
        || !Double.isFinite(dy)) {
      throw new IllegalArgumentException(
          "Expected a scale in (0, 1] and finite angle and shifts but came scale %s, angle %s, dx %s, dy %s: correct the placement."
              .formatted(scale, angle, dx, dy));
    }
  }

  /** "a red apple on a wooden table in a room". */
  public String caption() {
    return object.phrase() + " " + scene.phrase();
  }

  /** Drawn from a seed: the same on every machine and in every order. */
  static Placement drawn(long seed, List<SceneObject> objects, List<Scene> scenes) {
    SplittableRandom random = new SplittableRandom(seed);
    SceneObject object = objects.get((int) between(random, 0, objects.size()));
    Scene scene = scenes.get((int) between(random, 0, scenes.size()));
    boolean mirrorScene = random.nextDouble() < 0.5;
    return drawn(random, object, scene, mirrorScene);
  }

  static Placement drawn(
      SplittableRandom random, SceneObject object, Scene scene, boolean mirrorScene) {
    double scale = between(random, MIN_SCALE, MAX_SCALE);
    double angle = between(random, -MAX_ANGLE, MAX_ANGLE);
    double room = (1 - scale) * 0.75 + 0.05;
    double dx = between(random, -room, room);
    double dy = between(random, -room, room);
    boolean mirrorObject = random.nextDouble() < 0.5;
    return new Placement(object, scene, mirrorScene, scale, angle, dx, dy, mirrorObject);
  }

  /** The same object elsewhere, in another size. */
  Placement standing(double newScale, double newDx, double newDy) {
    return new Placement(object, scene, mirrorScene, newScale, angle, newDx, newDy, mirrorObject);
  }

  /** Only nextDouble(): how bounded numbers are drawn is not promised to stay. */
  static double between(SplittableRandom random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
