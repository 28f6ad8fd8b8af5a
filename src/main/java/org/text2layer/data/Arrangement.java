package org.text2layer.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Several objects in one scene, the nearer ones over the others: everything random about a sample
 * of more than two layers.
 *
 * @param placements from back to front, 1 to {@value #MOST}; all in one scene, mirrored alike
 */
public record Arrangement(List<Placement> placements) {
  /** More would be too small to be told apart. */
  public static final int MOST = 4;

  private static final String HIDES = " in front of ";
  private static final String BESIDE = " beside ";

  /** What stands between two objects in a caption. */
  static final String RELATIONS = HIDES + "|" + BESIDE;

  /** Which share of the objects is drawn so that it overlaps the one before. */
  public static final double OVERLAPPING = 2 / 3.0;

  /** Centres closer than this part of the sum of both scales: one hides some of the other. */
  private static final double CLOSE = 0.72;

  private static final double LARGEST = 0.9;
  private static final double SHRINKING = 0.45;
  private static final double SMALLEST_OF_LARGEST = 0.62;
  private static final double STEEPEST = Math.PI / 6;

  /** By how much a nearer object stands lower at least, in half-frames. */
  private static final double NEARER = 0.08;

  /** Checks that there are some, and all in one scene. */
  public Arrangement {
    placements = List.copyOf(placements);
    if (placements.isEmpty() || placements.size() > MOST) {
      throw new IllegalArgumentException(
          "Expected 1 to %s objects but came %s: leave some out."
              .formatted(MOST, placements.size()));
    }
    Placement first = placements.get(0);
    for (Placement placement : placements) {
      if (!placement.scene().equals(first.scene())
          || placement.mirrorScene() != first.mirrorScene()) {
        throw new IllegalArgumentException(
            "Expected all objects in one scene, mirrored alike, but '%s' is %s and '%s' is %s: place them in the same."
                .formatted(
                    first.object().phrase(),
                    first.scene().phrase(),
                    placement.object().phrase(),
                    placement.scene().phrase()));
      }
    }
  }

  /**
   * The nearest object first, each with how it stands to the next: "a red apple in front of a blue
   * teapot on a wooden table". Beside is whatever hides nothing.
   */
  public String caption() {
    int nearest = placements.size() - 1;
    StringBuilder caption = new StringBuilder(placements.get(nearest).object().phrase());
    for (int i = nearest - 1; i >= 0; i--) {
      boolean hides = isClose(placements.get(i + 1), placements.get(i));
      caption.append(hides ? HIDES : BESIDE);
      caption.append(placements.get(i).object().phrase());
    }
    return caption.append(' ').append(placements.get(0).scene().phrase()).toString();
  }

  private static boolean isClose(Placement one, Placement other) {
    double distance = Math.hypot(one.dx() - other.dx(), one.dy() - other.dy());
    return distance < CLOSE * (one.scale() + other.scale());
  }

  /** Drawn from a seed: the same on every machine and in every order; one is a placement's. */
  static Arrangement drawn(long seed, int count, List<SceneObject> objects, List<Scene> scenes) {
    if (count < 1 || count > MOST || count > objects.size()) {
      throw new IllegalArgumentException(
          "Expected 1 to %s different objects but %s were asked for, of %s: ask for fewer."
              .formatted(MOST, count, objects.size()));
    }
    Placement first = Placement.drawn(seed, objects, scenes);
    return count == 1 ? new Arrangement(List.of(first)) : drawn(first, count, objects, seed);
  }

  private static Arrangement drawn(
      Placement first, int count, List<SceneObject> objects, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    double largest = LARGEST / (1 + SHRINKING * (count - 1));
    Set<SceneObject> taken = new HashSet<>();
    List<Placement> row = new ArrayList<>();
    Placement before =
        first.standing(Placement.between(random, SMALLEST_OF_LARGEST, 1) * largest, 0, 0);
    taken.add(before.object());
    row.add(before);
    double side = random.nextDouble() < 0.5 ? -1 : 1;
    while (row.size() < count) {
      SceneObject object = objects.get((int) Placement.between(random, 0, objects.size()));
      if (!taken.add(object)) {
        continue;
      }
      double scale = Placement.between(random, SMALLEST_OF_LARGEST, 1) * largest;
      boolean overlaps = random.nextDouble() < OVERLAPPING;
      double apart =
          overlaps ? Placement.between(random, 0.4, 0.62) : Placement.between(random, 0.9, 1);
      double steep = Placement.between(random, -STEEPEST, STEEPEST);
      double distance = apart * (scale + before.scale());
      Placement next =
          Placement.drawn(random, object, first.scene(), first.mirrorScene())
              .standing(
                  scale,
                  before.dx() + side * distance * Math.cos(steep),
                  before.dy() + distance * Math.sin(steep));
      row.add(next);
      before = next;
    }
    return new Arrangement(inFrame(byDepth(row), random));
  }

  /** Whoever stands lower is nearer. */
  private static List<Placement> byDepth(List<Placement> row) {
    List<Placement> sorted = new ArrayList<>(row);
    sorted.sort(Comparator.comparingDouble(Arrangement::foot));
    for (int i = 1; i < sorted.size(); i++) {
      Placement nearer = sorted.get(i);
      double lower = Math.max(0, foot(sorted.get(i - 1)) + NEARER - foot(nearer));
      sorted.set(i, nearer.standing(nearer.scale(), nearer.dx(), nearer.dy() + lower));
    }
    return sorted;
  }

  private static double foot(Placement placement) {
    return placement.dy() + placement.scale();
  }

  /** Made smaller together where the frame asks for it, then moved together within it. */
  private static List<Placement> inFrame(List<Placement> row, SplittableRandom random) {
    double left = row.stream().mapToDouble(p -> p.dx() - p.scale()).min().orElseThrow();
    double right = row.stream().mapToDouble(p -> p.dx() + p.scale()).max().orElseThrow();
    double top = row.stream().mapToDouble(p -> p.dy() - p.scale()).min().orElseThrow();
    double bottom = row.stream().mapToDouble(p -> p.dy() + p.scale()).max().orElseThrow();
    double smaller = Math.min(1, 2 / Math.max(right - left, bottom - top));
    double dx = shift(smaller * left, smaller * right, random);
    double dy = shift(smaller * top, smaller * bottom, random);
    return row.stream()
        .map(p -> p.standing(smaller * p.scale(), smaller * p.dx() + dx, smaller * p.dy() + dy))
        .toList();
  }

  private static double shift(double from, double to, SplittableRandom random) {
    double free = Math.max(0, 2 - (to - from)) / 2;
    return -(from + to) / 2 + Placement.between(random, -free, free);
  }
}
