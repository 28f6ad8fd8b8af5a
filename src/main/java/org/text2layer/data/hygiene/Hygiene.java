package org.text2layer.data.hygiene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Looks over a whole set at once. Groups hold keys, in the order in which they were given. */
public final class Hygiene {
  /** Hashes that differ in so few bits of 64 look alike. */
  public static final int NEAR = 4;

  private Hygiene() {}

  /** Groups of two and more keys whose pictures are equal pixel by pixel. */
  public static List<List<String>> exactDuplicates(Map<String, PictureQuality> pictures) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    pictures.forEach(
        (key, picture) ->
            groups.computeIfAbsent(picture.digest(), digest -> new ArrayList<>()).add(key));
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  /**
   * Groups of two and more keys whose pictures look alike: each is near to another one of its
   * group. Compares all pairs, so that twice the pictures take four times as long.
   *
   * @param maxDistance in how many bits of 64 their hashes differ at most, as {@link #NEAR}
   */
  public static List<List<String>> nearDuplicates(
      Map<String, PictureQuality> pictures, int maxDistance) {
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

  /**
   * Captions that more than one record has, whatever their case and blanks, with their number; the
   * most frequent first.
   */
  public static Map<String, Long> repeatedCaptions(List<String> captions) {
    Map<String, Long> counts =
        captions.stream()
            .map(caption -> caption.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
            .collect(
                Collectors.groupingBy(
                    caption -> caption, LinkedHashMap::new, Collectors.counting()));
    Map<String, Long> repeated = new LinkedHashMap<>();
    counts.entrySet().stream()
        .filter(count -> count.getValue() > 1)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(count -> repeated.put(count.getKey(), count.getValue()));
    return repeated;
  }

  /**
   * Columns key, width, height, aspect, darkest, brightest, sharpness, entropy, problems (parted by
   * commas).
   */
  public static Table table(Map<String, PictureQuality> pictures, HygieneLimits limits) {
    StringColumn key = StringColumn.create("key");
    IntColumn width = IntColumn.create("width");
    IntColumn height = IntColumn.create("height");
    DoubleColumn aspect = DoubleColumn.create("aspect");
    DoubleColumn darkest = DoubleColumn.create("darkest");
    DoubleColumn brightest = DoubleColumn.create("brightest");
    DoubleColumn sharpness = DoubleColumn.create("sharpness");
    DoubleColumn entropy = DoubleColumn.create("entropy");
    StringColumn problems = StringColumn.create("problems");
    pictures.forEach(
        (name, picture) -> {
          key.append(name);
          width.append(picture.width());
          height.append(picture.height());
          aspect.append(picture.aspect());
          darkest.append(picture.darkest());
          brightest.append(picture.brightest());
          sharpness.append(picture.sharpness());
          entropy.append(picture.entropy());
          problems.append(words(limits.problems(picture)));
        });
    return Table.create(
        "hygiene", key, width, height, aspect, darkest, brightest, sharpness, entropy, problems);
  }

  private static String words(Set<PictureQuality.Problem> problems) {
    return problems.stream().map(PictureQuality.Problem::label).collect(Collectors.joining(", "));
  }
}
