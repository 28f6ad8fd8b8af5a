package org.text2layer.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * A picture of which some layers were taken.
 *
 * @param found what was taken, the farthest first
 * @param background what is left
 * @param inpainted 1 where some of it was made up
 * @param most how many layers at most
 */
record Peeling(List<ImageLayer> found, RgbImage background, Mask inpainted, int most) {
  static final int MOST = 16;

  /** Scenes without an object had up to 0.0011 (docs/more-layers.md). */
  static final double LEAST_AREA = 0.002;

  static Peeling of(RgbImage picture, int most) {
    if (most < 1 || most > MOST) {
      throw new IllegalArgumentException(
          "Expected a limit of 1 to %s layers but came %s: 3 is usual.".formatted(MOST, most));
    }
    Mask nothing = Mask.filled(picture.width(), picture.height(), 0);
    return new Peeling(List.of(), picture, nothing, most);
  }

  boolean isUnfinished() {
    return found.size() < most;
  }

  boolean hasLayers() {
    return !found.isEmpty();
  }

  /** Whether a mask of the background shows an object, and one of the picture's. */
  boolean isSalient(Mask mask) {
    float[] values = mask.toArray();
    float[] madeUp = inpainted.toArray();
    int salient = 0;
    int ghost = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > SalientParts.HALF) {
        salient++;
        ghost += madeUp[i] > 0 ? 1 : 0;
      }
    }
    return salient >= LEAST_AREA * values.length && 2 * ghost < salient;
  }

  Peeling peeled(Mask mask, Mask hole, RgbImage behind) {
    List<ImageLayer> more = new ArrayList<>();
    for (Mask part : SalientParts.of(mask, most - found.size())) {
      more.add(new ImageLayer("foreground", background, part));
    }
    more.addAll(found);
    float[] holes = inpainted.toArray();
    float[] newHole = hole.toArray();
    for (int i = 0; i < holes.length; i++) {
      holes[i] = Math.max(holes[i], newHole[i]);
    }
    return new Peeling(more, behind, Mask.of(hole.width(), hole.height(), holes), most);
  }

  /** Where only one was asked for, it is told as a picture's only layer is. */
  LayeredImage layers(SortedMap<String, String> provenance) {
    Map<String, String> told = new TreeMap<>(provenance);
    if (most > 1) {
      told.put("peeling", "up to %s layers".formatted(most));
    }
    List<ImageLayer> named = new ArrayList<>();
    for (ImageLayer layer : found) {
      named.add(found.size() == 1 ? layer : layer.named("layer " + (named.size() + 1)));
    }
    return LayeredImage.of(background, named).withProvenance(told);
  }
}
