package org.text2layer.experiment.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.experiment.cell.MethodMasks;
import org.text2layer.image.LayeredImage;

/**
 * IoU of generated masks and people's, on the pictures for which every compared method and seed has
 * a mask.
 *
 * @param masks people's; empty if none were given
 * @param pictures generated ones of the held-out set by method's key and seed
 */
record HumanOverlaps(
    Optional<MethodMasks> masks, Map<String, Map<Long, List<LayeredImage>>> pictures) {
  /** Pictures that have to have masks of every method at least. */
  private static final int LEAST = 2;

  /**
   * By method's name, seed and picture; empty if there are fewer than two pictures with masks of
   * all.
   *
   * @param rows keys by names
   */
  Optional<Map<String, double[][]>> of(Map<String, String> rows) {
    if (masks.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<List<Optional<Double>>>> found = new LinkedHashMap<>();
    rows.forEach((name, key) -> found.put(name, overlaps(key)));
    List<Integer> common = common(found);
    if (common.size() < LEAST) {
      return Optional.empty();
    }
    Map<String, double[][]> values = new LinkedHashMap<>();
    found.forEach(
        (name, seeds) ->
            values.put(
                name,
                seeds.stream()
                    .map(
                        own ->
                            common.stream()
                                .mapToDouble(picture -> own.get(picture).orElseThrow())
                                .toArray())
                    .toArray(double[][]::new)));
    return Optional.of(values);
  }

  /** A seed without any mask is left out. */
  private List<List<Optional<Double>>> overlaps(String key) {
    List<List<Optional<Double>>> seeds = new ArrayList<>();
    pictures
        .getOrDefault(key, Map.of())
        .forEach(
            (seed, images) -> {
              List<Optional<Double>> own = new ArrayList<>();
              for (int i = 0; i < images.size(); i++) {
                own.add(masks.orElseThrow().overlap(key, seed, i, images.get(i).mask()));
              }
              if (own.stream().anyMatch(Optional::isPresent)) {
                seeds.add(own);
              }
            });
    return seeds;
  }

  private static List<Integer> common(Map<String, List<List<Optional<Double>>>> found) {
    List<Integer> common = new ArrayList<>();
    if (found.values().stream().anyMatch(List::isEmpty)) {
      return common;
    }
    int count = found.values().stream().flatMap(List::stream).mapToInt(List::size).min().orElse(0);
    for (int i = 0; i < count; i++) {
      int picture = i;
      if (found.values().stream()
          .flatMap(List::stream)
          .allMatch(own -> own.get(picture).isPresent())) {
        common.add(i);
      }
    }
    return common;
  }
}
