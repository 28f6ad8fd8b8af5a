package org.text2layer.data;

import java.util.List;
import java.util.SplittableRandom;

/** Draws a placement from a seed: the same on every machine and in every order. */
final class PlacementDraw {
  private static final double MIN_SCALE = 0.5;
  private static final double MAX_SCALE = 0.9;
  private static final double MAX_ANGLE = Math.PI / 16;

  private PlacementDraw() {}

  static Placement of(long seed, List<SceneObject> objects, List<Scene> scenes) {
    SplittableRandom random = new SplittableRandom(seed);
    SceneObject object = objects.get((int) between(random, 0, objects.size()));
    Scene scene = scenes.get((int) between(random, 0, scenes.size()));
    boolean mirrorScene = random.nextDouble() < 0.5;
    double scale = between(random, MIN_SCALE, MAX_SCALE);
    double angle = between(random, -MAX_ANGLE, MAX_ANGLE);
    double room = (1 - scale) * 0.75 + 0.05;
    double dx = between(random, -room, room);
    double dy = between(random, -room, room);
    boolean mirrorObject = random.nextDouble() < 0.5;
    return new Placement(object, scene, mirrorScene, scale, angle, dx, dy, mirrorObject);
  }

  /** Only nextDouble(): how bounded numbers are drawn is not promised to stay. */
  private static double between(SplittableRandom random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
