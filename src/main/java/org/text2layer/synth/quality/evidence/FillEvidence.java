package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.List;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;

/**
 * What a background says for and against its inpainted region, relative to itself: whether the
 * region can be told from its surroundings by features, texture, colour or a seam, and whether the
 * object is still there.
 */
public final class FillEvidence {
  /** How many measures there are, with three maps. */
  public static final int LENGTH = 127;

  private static final float VISIBLE = 0.1f;
  private static final double DILATION = 7;
  private static final double RING = 16;

  /** Of blur: the first is that of {@link Edges}, the second what is finer than a few pixels. */
  private static final double[] SCALES = {Edges.SMOOTHING, 3, 6, 12};

  private final Evidence evidence = new Evidence();
  private final SeenPicture seen;
  private final Raster picture;
  private final Raster background;
  private final Raster[] blurred = new Raster[SCALES.length];
  private final double[] edges;
  private final Mask mask;
  private final Region object;
  private final Region hole;
  private final double[] core;
  private final double[] filled;
  private final double[] ring;
  private final double[] far;

  private FillEvidence(SeenPicture seen, Mask mask, SeenPicture background) {
    this.seen = seen;
    this.picture = seen.raster();
    this.background = background.raster();
    Arrays.setAll(
        blurred,
        scale -> scale == 0 ? background.smooth() : this.background.blurred(SCALES[scale]));
    edges = background.edges().ranks();
    this.mask = mask;
    object = Region.of(mask, 0.5f);
    hole = Region.of(mask, VISIBLE).grown(DILATION);
    core = object.band(-999, 0);
    filled = hole.band(-999, 0);
    ring = hole.band(0, RING);
    far = hole.band(RING, 999);
  }

  /** Of a picture, its mask and the background behind it, in the order of {@link #names}. */
  public static float[] of(SeenPicture picture, Mask mask, SeenPicture background) {
    return measured(picture, mask, background).values();
  }

  /** What the numbers are, in words: "grain 0 to ring". */
  static List<String> names(SeenPicture picture, Mask mask, SeenPicture background) {
    return measured(picture, mask, background).names();
  }

  private static Evidence measured(SeenPicture picture, Mask mask, SeenPicture background) {
    int side = SeenPicture.SIDE;
    FillEvidence of =
        new FillEvidence(picture, mask.resized(side, side, Resampling.BILINEAR), background);
    of.evidence.add("hole", Arrays.stream(of.filled).average().orElse(0));
    of.texture();
    of.colours();
    of.seam();
    of.remnant();
    List<FeatureGrid> grids = background.grids();
    List<FeatureGrid> pictured = picture.grids();
    for (int i = 0; i < grids.size(); i++) {
      of.features("map " + i, grids.get(i), pictured.get(i));
    }
    return of.evidence;
  }

  /** Mean absolute differences of two scales of blur: how much of each grain there is. */
  private void texture() {
    Raster finer = background;
    double[] deep = hole.band(-999, -3);
    double[] outer = hole.band(3, RING + 6);
    for (int scale = 0; scale < SCALES.length; scale++) {
      Raster coarser = blurred[scale];
      double[] energy = energy(finer, coarser);
      double here = Math.log(Statistics.mean(energy, deep, 0.01) + 1e-3);
      double nearby = Math.log(Statistics.mean(energy, outer, 0.01) + 1e-3);
      double away = Math.log(Statistics.mean(energy, far, 0.01) + 1e-3);
      evidence.add("grain " + scale + " to ring", here - nearby);
      evidence.add("grain " + scale + " to far", here - away);
      evidence.add("grain " + scale + " of ring to far", nearby - away);
      evidence.add("grain " + scale + " apart", Math.abs(here - nearby));
      finer = coarser;
    }
  }

  private static double[] energy(Raster finer, Raster coarser) {
    double[] energy = new double[finer.length() / 3];
    for (int i = 0; i < finer.length(); i++) {
      energy[i / 3] += Math.abs(finer.value(i) - coarser.value(i)) / 3;
    }
    return energy;
  }

  private void colours() {
    Colours colours = Colours.of(background);
    double[] outside = Arrays.stream(filled).map(value -> 1 - value).toArray();
    evidence.add("colour distance", colours.distance(filled, outside));
    evidence.add("ring colour distance", colours.distance(filled, ring));
    evidence.add("ring to far", colours.distance(ring, far));
    double[] likelihood = colours.likelihood(filled, outside);
    evidence.add("colour tells", Statistics.mean(likelihood, filled, 0.5));
    double[] near = colours.likelihood(filled, ring);
    evidence.add("near colour tells", Statistics.mean(near, filled, 0.5));
    int[] border = hole.border();
    Colours.Contrasts acrossSeam = colours.contrasts(hole.band(-999, -1.5), hole.band(1.5, 999));
    for (int reach : new int[] {4, 8, 16}) {
      double[][] contrasts = acrossSeam.around(border, reach);
      distribution("contrast " + reach, contrasts[0], 0.1);
      distribution("relative contrast " + reach, contrasts[1], 0.5);
    }
    int[] outline = object.border();
    double[][] contrasts =
        colours.contrasts(object.band(-999, -1.5), object.band(1.5, 999)).around(outline, 6);
    distribution("silhouette contrast", contrasts[0], 0.1);
    distribution("relative silhouette contrast", contrasts[1], 0.5);
  }

  private void distribution(String name, double[] values, double otherwise) {
    for (double share : new double[] {0.25, 0.5, 0.75, 0.9}) {
      evidence.add(name + " " + share, Statistics.quantile(values, share, otherwise));
    }
  }

  private void seam() {
    double inside = Statistics.mean(edges, hole.band(-999, -3), 0.5);
    double around = Statistics.mean(edges, hole.band(3, RING + 6), 0.5);
    double silhouette = Statistics.mean(edges, object.band(-3, 3), 0.5);
    double seam = Statistics.mean(edges, hole.band(-3, 3), 0.5);
    evidence.add("edges inside", inside);
    evidence.add("edges around", around);
    evidence.add("edges inside to around", inside - around);
    evidence.add("silhouette", silhouette - inside);
    evidence.add("silhouette to around", silhouette - around);
    evidence.add("seam to inside", seam - inside);
    evidence.add("seam to around", seam - around);
    double[] strong = Arrays.stream(edges).map(rank -> rank > 0.9 ? 1 : 0).toArray();
    evidence.add("strong edges inside", Statistics.mean(strong, hole.band(-999, -3), 0.1));
    evidence.add("strong edges around", Statistics.mean(strong, hole.band(3, RING + 6), 0.1));
  }

  private void remnant() {
    double[] difference = new double[core.length];
    for (int i = 0; i < picture.length(); i++) {
      difference[i / 3] += Math.abs(picture.value(i) - background.value(i)) / 3;
    }
    evidence.add("difference", Statistics.mean(difference, core, 0.2));
    double[] same = Arrays.stream(difference).map(d -> d < 0.03 ? 1 : 0).toArray();
    evidence.add("same as the picture", Statistics.mean(same, core, 0));
    double[] pictured = seen.edges().ranks();
    evidence.add("edges as in the picture", correlation(pictured, edges, core));
    evidence.add("grain as in the picture", grain());
  }

  /** The correlation of what is finer than a few pixels with the picture's, in the object. */
  private double grain() {
    Raster coarsePicture = picture.blurred(SCALES[1]);
    Raster coarse = blurred[1];
    double[] one = new double[core.length];
    double[] other = new double[core.length];
    for (int i = 0; i < picture.length(); i++) {
      one[i / 3] += picture.value(i) - coarsePicture.value(i);
      other[i / 3] += background.value(i) - coarse.value(i);
    }
    return correlation(one, other, core);
  }

  private static double correlation(double[] one, double[] other, double[] weights) {
    double meanOne = Statistics.mean(one, weights, 0);
    double meanOther = Statistics.mean(other, weights, 0);
    double product = 0;
    double squareOne = 1e-9;
    double squareOther = 1e-9;
    for (int i = 0; i < one.length; i++) {
      product += weights[i] * (one[i] - meanOne) * (other[i] - meanOther);
      squareOne += weights[i] * (one[i] - meanOne) * (one[i] - meanOne);
      squareOther += weights[i] * (other[i] - meanOther) * (other[i] - meanOther);
    }
    return product / Math.sqrt(squareOne * squareOther);
  }

  private void features(String name, FeatureGrid grid, FeatureGrid pictured) {
    Mask all = Mask.of(hole.width(), hole.length() / hole.width(), floats(filled));
    double[] share = grid.share(all);
    double[] outside = Arrays.stream(share).map(s -> 1 - s).toArray();
    double[] nearby = grid.share(Mask.of(mask.width(), mask.height(), floats(ring)));
    double[] objectShare = grid.share(mask);
    FeatureGrid.Regression regression = grid.regression();
    predicted(name + " ridge", regression.predicted(share), share, outside);
    predicted(name + " alike", grid.likeliest(share), share, outside);
    predicted(name + " silhouette", regression.predicted(objectShare), objectShare, outside);
    evidence.add(name + " contrast", grid.contrast(share, outside));
    evidence.add(name + " near contrast", grid.contrast(share, nearby));
    evidence.add(name + " near to all", grid.contrast(nearby, outside));
    evidence.add(name + " variance inside", grid.variance(share));
    evidence.add(name + " variance near", grid.variance(nearby));
    double[] cosines = grid.cosines(pictured);
    evidence.add(name + " as the picture", Statistics.mean(cosines, objectShare, 0));
    evidence.add(
        name + " most as the picture",
        Statistics.quantile(Statistics.where(cosines, objectShare), 0.9, 0));
    evidence.add(name + " as the picture outside", Statistics.mean(cosines, outside, 1));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private void predicted(String name, double[] predicted, double[] share, double[] outside) {
    evidence.add(name + " explains", Statistics.explained(predicted, share));
    evidence.add(name + " tells", Statistics.areaUnderRoc(predicted, share));
    evidence.add(name + " inside", Statistics.mean(predicted, share, 0.5));
    evidence.add(name + " outside", Statistics.mean(predicted, outside, 0));
  }
}
