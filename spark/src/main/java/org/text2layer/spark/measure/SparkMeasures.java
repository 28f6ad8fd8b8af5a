package org.text2layer.spark.measure;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.text2layer.data.DatasetException;
import org.text2layer.data.shards.EncodedSamples;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.data.statistics.DatasetStatistics;
import org.text2layer.data.statistics.StatisticsOptions;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.metrics.frechet.FeatureMoments;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.MomentsCollector;
import org.text2layer.metrics.kernel.KernelDistance;
import org.text2layer.metrics.kernel.KernelSubsets;
import org.text2layer.spark.input.InputPaths;

/**
 * Measures of a data set in one of Hadoop's file systems, shard by shard on all executors. Equal to
 * those of one machine but for the order of additions: within 1e-9 of them. Immutable.
 */
public final class SparkMeasures {
  /** Enough for the tree, whose inner sums are as large as its leaves. */
  private static final int TASKS_A_CORE = 4;

  private final JavaSparkContext spark;
  private final String set;

  /**
   * Opens something in an executor's task, which closes it.
   *
   * @param <T> what
   */
  @FunctionalInterface
  public interface Opening<T> extends Serializable {
    /** A new one. */
    T open();
  }

  private SparkMeasures(JavaSparkContext spark, String set) {
    this.spark = spark;
    this.set = set;
  }

  /**
   * Of a finished set.
   *
   * @param spark that measures, and stays open
   * @param set address of its folder
   */
  public static SparkMeasures of(JavaSparkContext spark, String set) {
    return new SparkMeasures(spark, set);
  }

  /** The shards, a few a task, in their order. */
  private JavaRDD<String> shards() {
    List<String> shards =
        LayeredShards.list(InputPaths.of(set, spark.hadoopConfiguration())).stream()
            .map(shard -> shard.toUri().toString())
            .toList();
    if (shards.isEmpty()) {
      throw new DatasetException(
          "Expected shards in %s but there is none: build the set first.".formatted(set));
    }
    return spark.parallelize(
        shards, Math.min(shards.size(), TASKS_A_CORE * spark.defaultParallelism()));
  }

  private SerializableConfiguration configuration() {
    return new SerializableConfiguration(spark.hadoopConfiguration());
  }

  /**
   * As {@link DatasetStatistics#ofShards}.
   *
   * @param name what to call the set
   * @param options opened in each task
   */
  public DatasetStatistics statistics(String name, Opening<StatisticsOptions> options) {
    spark.setJobDescription("statistics of " + set);
    SerializableConfiguration configuration = configuration();
    return shards()
        .mapPartitions(
            shards -> {
              StatisticsOptions own = options.open();
              try (Stream<StoredSample> samples = read(shards, configuration.value())) {
                return List.of(DatasetStatistics.of(name, samples.map(StoredSample::sample), own))
                    .iterator();
              }
            })
        .treeReduce((one, other) -> DatasetStatistics.joined(name, one, other));
  }

  /**
   * The moments of a set's pictures, for {@link FrechetDistance#between}.
   *
   * @param features a network opened in each task, as {@code Lite0Features::load}
   */
  public FeatureMoments moments(Opening<? extends PictureFeatures> features) {
    spark.setJobDescription("features of " + set);
    SerializableConfiguration configuration = configuration();
    JavaRDD<FeatureMoments> parts =
        shards()
            .mapPartitions(shards -> moments(shards, configuration.value(), features))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long pictures = parts.map(FeatureMoments::count).reduce(Long::sum);
      // Resampling draws rows by their numbers: few of them have to stay in their order.
      return pictures < FrechetDistance.ENOUGH
          ? parts.collect().stream().reduce(FeatureMoments::plus).orElseThrow()
          : parts.treeReduce(FeatureMoments::plus);
    } finally {
      parts.unpersist();
    }
  }

  /**
   * The kernel distance from another set, on the pictures that {@link KernelSubsets} draws by their
   * numbers: those of {@link KernelDistance#between(FeatureSet, FeatureSet, long)}.
   *
   * @param reference the other set
   * @param features a network opened in each task
   * @param seed of the subsets
   */
  public KernelDistance kernelDistance(
      SparkMeasures reference, Opening<? extends PictureFeatures> features, long seed) {
    List<Integer> own = samples();
    List<Integer> others = reference.samples();
    KernelSubsets subsets = KernelSubsets.draw(sum(own), sum(others), seed);
    return subsets.between(
        rows(own, subsets.generated(), features),
        reference.rows(others, subsets.reference(), features));
  }

  private static int sum(List<Integer> counts) {
    return Math.toIntExact(counts.stream().mapToLong(Integer::longValue).sum());
  }

  /** How many samples each shard has. */
  private List<Integer> samples() {
    spark.setJobDescription("samples of " + set);
    SerializableConfiguration configuration = configuration();
    return shards()
        .map(
            shard -> {
              int samples = 0;
              Path path = InputPaths.of(URI.create(shard), configuration.value());
              try (EncodedSamples all = EncodedSamples.open(path)) {
                while (all.next().isPresent()) {
                  samples++;
                }
              }
              return samples;
            })
        .collect();
  }

  /** The features of some pictures, by their numbers in the set, ascending. */
  private FeatureSet rows(
      List<Integer> samples, int[] numbers, Opening<? extends PictureFeatures> features) {
    spark.setJobDescription("features of %s pictures of %s".formatted(numbers.length, set));
    SerializableConfiguration configuration = configuration();
    List<Wanted> wanted = Wanted.of(shards().collect(), samples, numbers);
    List<Wanted.Rows> rows =
        spark
            .parallelize(wanted, Math.min(wanted.size(), TASKS_A_CORE * spark.defaultParallelism()))
            .mapPartitions(
                shards -> {
                  List<Wanted.Rows> found = new ArrayList<>();
                  try (PictureFeatures own = features.open()) {
                    while (shards.hasNext()) {
                      found.add(shards.next().rows(own, configuration.value()));
                    }
                  }
                  return found.iterator();
                })
            .collect();
    return FeatureSet.of(
        rows.get(0).network(), rows.stream().flatMap(each -> each.rows().stream()).toList());
  }

  private static Stream<StoredSample> read(Iterator<String> shards, Configuration configuration) {
    List<Path> paths = new ArrayList<>();
    shards.forEachRemaining(shard -> paths.add(InputPaths.of(URI.create(shard), configuration)));
    return LayeredShards.read(paths);
  }

  private static Iterator<FeatureMoments> moments(
      Iterator<String> shards,
      Configuration configuration,
      Opening<? extends PictureFeatures> opening) {
    try (PictureFeatures features = opening.open();
        Stream<StoredSample> samples = read(shards, configuration)) {
      MomentsCollector collector = new MomentsCollector(features.network(), features.width());
      samples.forEach(each -> collector.add(features.of(List.of(each.sample().picture())).get(0)));
      return List.of(collector.moments()).iterator();
    }
  }
}
