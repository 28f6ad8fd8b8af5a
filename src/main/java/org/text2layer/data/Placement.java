package org.text2layer.data;

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
}
