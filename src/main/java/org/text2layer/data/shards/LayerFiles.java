package org.text2layer.data.shards;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the files of a sample's layers are named, after its id: "fg.png" and "mask.png" of the only
 * layer, "fg1.png", "mask1.png", "fg2.png" … of several, from back to front; always "bg.png".
 */
public final class LayerFiles {
  static final String BACKGROUND = "bg.png";

  private LayerFiles() {}

  static String foreground(int layer, int layers) {
    return "fg" + number(layer, layers) + ".png";
  }

  static String mask(int layer, int layers) {
    return "mask" + number(layer, layers) + ".png";
  }

  private static String number(int layer, int layers) {
    return layers == 1 ? "" : Integer.toString(layer + 1);
  }

  /** How many layers a sample with these files has: those whose colours are there, at least 1. */
  public static int count(Set<String> files) {
    int several = 0;
    while (several < StoredSample.MOST_LAYERS && files.contains(foreground(several, 2))) {
      several++;
    }
    return Math.max(1, several);
  }

  /** What a sample of so many layers has to have. */
  public static List<String> of(int layers) {
    List<String> files = new ArrayList<>(List.of(BACKGROUND));
    for (int i = 0; i < layers; i++) {
      files.add(foreground(i, layers));
      files.add(mask(i, layers));
    }
    return files;
  }
}
