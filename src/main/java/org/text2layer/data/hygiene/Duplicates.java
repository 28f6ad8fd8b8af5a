package org.text2layer.data.hygiene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pictures that are there twice: groups of two and more keys, in the order of the pictures. */
final class Duplicates {
  private Duplicates() {}

  /** Those whose digest is the same. */
  static List<List<String>> exact(Map<String, PictureQuality> pictures) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    pictures.forEach(
        (key, picture) ->
            groups.computeIfAbsent(picture.digest(), digest -> new ArrayList<>()).add(key));
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  /**
   * Those that look alike: each is near to another one of its group. Compares all pairs.
   *
   * @param maxDistance in how many bits of 64 their hashes differ at most
   */
  static List<List<String>> near(Map<String, PictureQuality> pictures, int maxDistance) {
    List<String> keys = List.copyOf(pictures.keySet());
    long[] hashes = keys.stream().mapToLong(key -> pictures.get(key).hash()).toArray();
    BitSet grouped = new BitSet();
    List<List<String>> groups = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      if (!grouped.get(i)) {
        BitSet group = near(i, hashes, maxDistance, grouped);
        if (group.cardinality() > 1) {
          groups.add(group.stream().mapToObj(keys::get).toList());
        }
      }
    }
    return groups;
  }

  /** The group of one picture: its neighbours, theirs, and so on. */
  private static BitSet near(int start, long[] hashes, int maxDistance, BitSet grouped) {
    BitSet group = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(start));
    grouped.set(start);
    while (!open.isEmpty()) {
      int at = open.remove(open.size() - 1);
      group.set(at);
      int other = grouped.nextClearBit(0);
      while (other < hashes.length) {
        if (DifferenceHash.distance(hashes[at], hashes[other]) <= maxDistance) {
          grouped.set(other);
          open.add(other);
        }
        other = grouped.nextClearBit(other + 1);
      }
    }
    return group;
  }
}
