package org.text2layer.spark.measure;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.EncodedSamples;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.spark.input.InputPaths;

/**
 * Some pictures of a shard.
 *
 * @param shard where it is
 * @param numbers of the pictures in it, ascending
 */
record Wanted(String shard, List<Integer> numbers) implements Serializable {
  /**
   * Their features.
   *
   * @param network that made them
   * @param rows in the order of the numbers
   */
  record Rows(String network, List<float[]> rows) implements Serializable {}

  /**
   * Of a set.
   *
   * @param samples of each shard
   * @param numbers in the set, ascending
   */
  static List<Wanted> of(List<String> shards, List<Integer> samples, int[] numbers) {
    List<Wanted> wanted = new ArrayList<>();
    int first = 0;
    int at = 0;
    for (int shard = 0; shard < shards.size(); shard++) {
      List<Integer> here = new ArrayList<>();
      while (at < numbers.length && numbers[at] < first + samples.get(shard)) {
        here.add(numbers[at] - first);
        at++;
      }
      if (!here.isEmpty()) {
        wanted.add(new Wanted(shards.get(shard), here));
      }
      first += samples.get(shard);
    }
    return wanted;
  }

  Rows rows(PictureFeatures features, Configuration configuration) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try (EncodedSamples samples =
        EncodedSamples.open(InputPaths.of(URI.create(shard), configuration))) {
      int next = 0;
      for (int number : numbers) {
        Optional<EncodedSample> sample = samples.next();
        for (; next < number; next++) {
          sample = samples.next();
        }
        next++;
        rows.addAll(features.of(List.of(sample.orElseThrow().decode().sample().picture())));
      }
    }
    return new Rows(features.network(), rows);
  }
}
