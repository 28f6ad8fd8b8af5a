package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.data.statistics.DatasetStatistics;
import org.text2layer.data.statistics.StatisticsOptions;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.metrics.frechet.FeatureMoments;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.SmallSampleDistance;
import org.text2layer.metrics.kernel.KernelDistance;
import org.text2layer.spark.measure.SparkMeasures;

/** Measures on Spark against those of one machine. */
class SparkMeasuresTest {
  private static JavaSparkContext spark;

  @TempDir static Path folder;

  /** Some pixels, far from 0. */
  private static final class Pixels implements PictureFeatures {
    @Override
    public String network() {
      return "pixels";
    }

    @Override
    public int width() {
      return 6;
    }

    @Override
    public List<float[]> of(List<RgbImage> pictures) {
      return pictures.stream().map(Pixels::of).toList();
    }

    private static float[] of(RgbImage picture) {
      float[] row = new float[6];
      for (int i = 0; i < row.length; i++) {
        row[i] = 100 + i + picture.toArray()[i];
      }
      return row;
    }

    @Override
    public void close() {}
  }

  @BeforeAll
  static void buildASet() throws IOException {
    spark = LocalSpark.open();
    build("many", 2300);
    build("few", 90);
  }

  private static void build(String name, int pictures) throws IOException {
    Path archives = folder.resolve(name + "-archives");
    MixedPictures.writeArchives(archives, MixedPictures.of(2 * pictures), pictures);
    DatasetBuild.of(PictureSource.webDatasets(archives), new CheapRecipe(0), folder.resolve(name))
        .withOptions(BuildOptions.standard().withSizes(32, 4))
        .run();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  private static FeatureSet features(String set) {
    try (Stream<StoredSample> samples = LayeredShards.read(folder.resolve(set))) {
      return FeatureSet.of(
          "pixels", samples.map(each -> Pixels.of(each.sample().picture())).toList());
    }
  }

  private static SparkMeasures measures(String set) {
    return SparkMeasures.of(spark, folder.resolve(set).toString());
  }

  @Test
  void givenASet_thenItsStatisticsAreThoseOfOneMachine() {
    DatasetStatistics alone =
        DatasetStatistics.ofShards("set", folder.resolve("many"), StatisticsOptions.standard());
    DatasetStatistics spread = measures("many").statistics("set", StatisticsOptions::standard);
    assertEquals(alone.words(), spread.words());
    assertEquals(alone.captionLengths(), spread.captionLengths());
    assertEquals(alone.components(), spread.components());
    assertEquals(alone.provenance(), spread.provenance());
    alone
        .maskAreas()
        .forEach(
            (threshold, areas) -> {
              var others = spread.maskAreas().get(threshold);
              assertArrayEquals(areas.counts(), others.counts());
              assertEquals(1, others.values().mean() / areas.values().mean(), 1e-9);
              assertEquals(1, others.values().deviation() / areas.values().deviation(), 1e-9);
            });
  }

  @Test
  void givenALargeSet_thenItsFrechetDistanceIsThatOfOneMachine() {
    FeatureMoments alone = FeatureMoments.of(features("many"));
    FeatureMoments spread = measures("many").moments(Pixels::new);
    assertTrue(alone.count() >= FrechetDistance.ENOUGH, alone.toString());
    assertEquals(alone.count(), spread.count());
    FeatureMoments reference = FeatureMoments.of(shifted());
    double expected = FrechetDistance.between(alone, reference).value().orElseThrow();
    double found = FrechetDistance.between(spread, reference).value().orElseThrow();
    assertEquals(1, found / expected, 1e-9);
  }

  @Test
  void givenTwoSets_thenTheirKernelDistanceIsThatOfOneMachine() {
    KernelDistance alone = KernelDistance.between(features("few"), features("many"), 3);
    KernelDistance spread = measures("few").kernelDistance(measures("many"), Pixels::new, 3);
    assertEquals(1, spread.value() / alone.value(), 1e-9);
    assertEquals(alone.subsetSize(), spread.subsetSize());
  }

  private static FeatureSet shifted() {
    SplittableRandom random = new SplittableRandom(7);
    return FeatureSet.of(
        "pixels",
        Stream.generate(
                () -> {
                  float[] row = new float[6];
                  for (int i = 0; i < row.length; i++) {
                    row[i] = 100.5f + i + (float) random.nextDouble();
                  }
                  return row;
                })
            .limit(2200)
            .toList());
  }

  @Test
  void givenASmallSet_thenItsRangeIsThatOfOneMachine() {
    FeatureMoments reference = FeatureMoments.of(shifted());
    SmallSampleDistance alone =
        (SmallSampleDistance)
            FrechetDistance.between(FeatureMoments.of(features("few")), reference);
    SmallSampleDistance spread =
        (SmallSampleDistance)
            FrechetDistance.between(measures("few").moments(Pixels::new), reference);
    assertEquals(1, spread.low() / alone.low(), 1e-9);
    assertEquals(1, spread.high() / alone.high(), 1e-9);
  }

  @Test
  void givenAFolderWithoutShards_thenItIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("none"));
    assertTrue(
        assertThrows(DatasetException.class, () -> measures("none").moments(Pixels::new))
            .getMessage()
            .contains("there is none"));
  }
}
