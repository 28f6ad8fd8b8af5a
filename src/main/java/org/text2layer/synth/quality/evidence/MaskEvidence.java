package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;

/**
 * What a picture says for and against a mask, relative to itself: whether the mask's border runs
 * along edges, whether colours and features differ across it, and whether what looks like the
 * object, or like its surroundings, lies on its own side. Style, contrast and sharpness of the
 * picture cancel.
 */
public final class MaskEvidence {
  /** How many measures there are, with three maps. */
  public static final int LENGTH = 143;

  private static final float INSIDE = 0.5f;
  private static final double RING = 20;
  private static final int[] REACHES = {4, 8, 16};

  private final Evidence evidence = new Evidence();
  private final SeenPicture picture;
  private final Mask mask;
  private final Region object;
  private final double[] inside;
  private final double[] near;
  private final double[] far;

  private MaskEvidence(SeenPicture picture, Mask mask) {
    this.picture = picture;
    this.mask = mask;
    object = Region.of(mask, INSIDE);
    double most = 2.0 * (mask.width() + mask.height());
    inside = object.band(-most, 0);
    near = object.band(0, RING);
    far = object.band(RING, most);
  }

  /** Of a picture and its mask, in the order of {@link #names}. */
  public static float[] of(SeenPicture seen, Mask mask) {
    return measured(seen, mask).values();
  }

  /** What the numbers are, in words: "edge nearby 0.05". */
  static List<String> names(SeenPicture seen, Mask mask) {
    return measured(seen, mask).names();
  }

  private static Evidence measured(SeenPicture seen, Mask mask) {
    int side = SeenPicture.SIDE;
    MaskEvidence of = new MaskEvidence(seen, mask.resized(side, side, Resampling.BILINEAR));
    of.shape();
    of.edges();
    of.colours();
    List<FeatureGrid> grids = seen.grids();
    for (int i = 0; i < grids.size(); i++) {
      of.features("map " + i, grids.get(i));
    }
    return of.evidence;
  }

  private void shape() {
    int[] parts = object.parts(true);
    int[] open = object.parts(false);
    double size = Math.max(1, object.size());
    double outline = object.border().length;
    evidence.add("area", mask.area());
    evidence.add("log area", Math.log(mask.area() + 1e-4));
    evidence.add("outline", outline / Math.sqrt(size));
    evidence.add("parts", Math.log(1 + Arrays.stream(parts).filter(n -> n > 20).count()));
    evidence.add("largest part", parts.length == 0 ? 0 : parts[0] / size);
    double around = Math.max(1, object.length() - object.size());
    evidence.add("surroundings in one", open.length == 0 ? 0 : open[0] / around);
    evidence.add("framed", object.framed());
    float[] values = mask.toArray();
    double soft = 0;
    double level = 0;
    for (float value : values) {
      soft += value > 0.1 && value < 0.9 ? 1 : 0;
      level += value > INSIDE ? value / size : 0;
    }
    evidence.add("softness", Math.log(1 + soft / Math.max(1, outline)));
    evidence.add("level", level);
    double[] depth = object.band(-6, 0);
    evidence.add("thinness", Arrays.stream(depth).sum() / size);
  }

  private void edges() {
    Edges edges = picture.edges();
    int[] border = object.border();
    double[] strength = edges.strongestNear(border, 2);
    distribution("edge", strength, 0.9);
    double here = Arrays.stream(strength).average().orElse(0.9);
    for (int away : new int[] {6, 12}) {
      double out = ranked(edges, object.band(away - 1, away));
      double in = ranked(edges, object.band(-away - 1, -away));
      evidence.add("edge over outside " + away, here - out);
      evidence.add("edge over inside " + away, here - in);
    }
    double[] weak = new double[object.length()];
    double[] any = new double[object.length()];
    for (int i = 0; i < border.length; i++) {
      any[border[i]] = 1;
      weak[border[i]] = 1 - strength[i];
    }
    Windows weakness = Windows.of(weak, object.width());
    Windows all = Windows.of(any, object.width());
    double[] local =
        Arrays.stream(border)
            .mapToDouble(i -> 1 - weakness.around(i, 10) / all.around(i, 10))
            .toArray();
    distribution("edge nearby", local, 0.9);
    double[] ranks = edges.ranks();
    evidence.add("edges inside", Statistics.mean(ranks, inside, 0.5));
    evidence.add("edges near", Statistics.mean(ranks, near, 0.5));
    evidence.add("edges far", Statistics.mean(ranks, far, 0.5));
    double[] strong = Arrays.stream(ranks).map(rank -> rank > 0.9 ? 1 : 0).toArray();
    evidence.add("strong edges inside", Statistics.mean(strong, object.band(-999, -4), 0.1));
    evidence.add("strong edges near", Statistics.mean(strong, object.band(4, RING), 0.1));
    evidence.add("strong edges far", Statistics.mean(strong, far, 0.1));
  }

  private static double ranked(Edges edges, double[] band) {
    int[] pixels = IntStream.range(0, band.length).filter(i -> band[i] > 0).toArray();
    return Arrays.stream(edges.strongestNear(pixels, 2)).average().orElse(0.7);
  }

  private void distribution(String name, double[] values, double otherwise) {
    evidence.add(name, Arrays.stream(values).average().orElse(otherwise));
    for (double share : new double[] {0.05, 0.15, 0.3, 0.5}) {
      evidence.add(name + " " + share, Statistics.quantile(values, share, otherwise));
    }
  }

  private void colours() {
    Colours colours = Colours.of(picture.raster());
    double[] all = Arrays.stream(inside).map(value -> 1 - value).toArray();
    likelihood("colour", colours, inside, all);
    likelihood("near colour", colours, inside, near);
    evidence.add("colour distance", colours.distance(inside, all));
    evidence.add("near colour distance", colours.distance(inside, near));
    evidence.add("ring colour distance", colours.distance(near, far));
    evidence.add(
        "rim colour distance", colours.distance(object.band(-8, -1), object.band(-999, -8)));
    Colours.Contrasts acrossRim = colours.contrasts(object.band(-999, -1.5), object.band(1.5, 999));
    int[] border = object.border();
    for (int reach : REACHES) {
      double[][] contrasts = acrossRim.around(border, reach);
      distribution("contrast " + reach, contrasts[0], 0.2);
      distribution("relative contrast " + reach, contrasts[1], 1);
    }
  }

  private void likelihood(String name, Colours colours, double[] one, double[] other) {
    double[] likelihood = colours.likelihood(one, other);
    evidence.add(name + " inside", Statistics.mean(likelihood, inside, 0.5));
    evidence.add(name + " near", Statistics.mean(likelihood, near, 0.5));
    evidence.add(name + " far", Statistics.mean(likelihood, far, 0.5));
    double[] like = Arrays.stream(likelihood).map(p -> p > 0.7 ? 1 : 0).toArray();
    double[] unlike = Arrays.stream(likelihood).map(p -> p < 0.3 ? 1 : 0).toArray();
    evidence.add(name + " object near", Statistics.mean(like, near, 0));
    evidence.add(name + " object far", Statistics.mean(like, far, 0));
    evidence.add(name + " surroundings inside", Statistics.mean(unlike, inside, 0));
    evidence.add(name + " surroundings in rim", Statistics.mean(unlike, object.band(-8, 0), 0));
    evidence.add(name + " tells", auc(likelihood));
  }

  /** Over every fourth pixel: sorting all would take most of the time. */
  private double auc(double[] likelihood) {
    int count = likelihood.length / 4;
    double[] scores = new double[count];
    double[] region = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = likelihood[4 * i];
      region[i] = inside[4 * i];
    }
    return Statistics.areaUnderRoc(scores, region);
  }

  private void features(String name, FeatureGrid grid) {
    double[] share = grid.share(mask);
    double[] around = around(share, grid.side());
    double[] outside = new double[share.length];
    double[] rest = new double[share.length];
    for (int i = 0; i < share.length; i++) {
      outside[i] = 1 - share[i];
      rest[i] = outside[i] * (1 - around[i]);
    }
    double[] nearby = new double[share.length];
    Arrays.setAll(nearby, i -> outside[i] * around[i]);
    predicted(name + " ridge", grid.regression().predicted(share), share, nearby, rest);
    predicted(name + " alike", grid.likeliest(share), share, nearby, rest);
    evidence.add(name + " contrast", grid.contrast(share, outside));
    evidence.add(name + " near contrast", grid.contrast(share, nearby));
    evidence.add(name + " near to far", grid.contrast(nearby, rest));
    evidence.add(name + " variance inside", grid.variance(share));
    evidence.add(name + " variance outside", grid.variance(outside));
  }

  private void predicted(
      String name, double[] predicted, double[] share, double[] nearby, double[] rest) {
    evidence.add(name + " explains", Statistics.explained(predicted, share));
    evidence.add(name + " tells", Statistics.areaUnderRoc(predicted, share));
    evidence.add(name + " overlap", Statistics.overlap(predicted, share));
    evidence.add(name + " inside", Statistics.mean(predicted, share, 0.5));
    evidence.add(name + " near", Statistics.mean(predicted, nearby, 0));
    evidence.add(name + " far", Statistics.mean(predicted, rest, 0));
    evidence.add(
        name + " least inside", Statistics.quantile(Statistics.where(predicted, share), 0.1, 0.5));
    double[] outside = Arrays.stream(share).map(s -> 1 - s).toArray();
    evidence.add(
        name + " most outside", Statistics.quantile(Statistics.where(predicted, outside), 0.95, 0));
  }

  /** 1 in the cells within a seventh of the frame of one that the mask mostly covers. */
  private static double[] around(double[] share, int side) {
    int reach = Math.max(1, side / 9);
    double[] around = new double[share.length];
    for (int i = 0; i < share.length; i++) {
      for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
          int x = i % side + dx;
          int y = i / side + dy;
          if (x >= 0 && x < side && y >= 0 && y < side && share[y * side + x] > INSIDE) {
            around[i] = 1;
          }
        }
      }
    }
    return around;
  }
}
