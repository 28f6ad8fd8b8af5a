package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.image.PngWriter;
import org.text2layer.synth.LayerRecipe;

/** The library's networks in executors: the same bytes as in one process without Spark. */
class NetworksTest {
  private static final BuildOptions OPTIONS = BuildOptions.standard().withSizes(2, 2);

  private static JavaSparkContext spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.open();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  @Test
  void givenTheStandardRecipe_thenItsLayersAreThoseOfOneMachine() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("pictures"));
    for (int i = 0; i < 6; i++) {
      LayeredSample scene = EmojiScenes.test().sample(i);
      Files.write(pictures.resolve(i + ".png"), PngWriter.encode(scene.picture(), Map.of()));
      Files.writeString(pictures.resolve(i + ".txt"), scene.caption());
    }
    SparkInput input = SparkInput.folder(pictures.toString());
    SparkDatasetBuild.of(input, LayerRecipe::standard, folder.resolve("spark").toString())
        .withOptions(OPTIONS)
        .run(spark);
    try (LayerRecipe recipe = LayerRecipe.standard()) {
      DatasetBuild.of(input.source(spark.hadoopConfiguration()), recipe, folder.resolve("alone"))
          .withOptions(OPTIONS)
          .run();
    }
    BuiltFiles.assertSame(folder.resolve("alone"), folder.resolve("spark"));
    assertEquals(0, Ledger.read(folder.resolve("spark")).count(Verdict.FAILED));
  }

  private static GeneratedLayers generating() {
    return GeneratedLayers.of(Text2Layer.load(), GenerationRequest.of("any").steps(2));
  }

  @Test
  void givenCaptions_thenTheirPicturesAreThoseOfOneMachine() throws IOException {
    Path captions =
        Files.writeString(
            folder.resolve("captions.csv"),
            "caption\na red apple on a table\na boat at sea\n  \na cat in a room\n");
    SparkInput input = SparkInput.captions(captions.toString());
    SparkDatasetBuild.of(input, NetworksTest::generating, folder.resolve("spark").toString())
        .withOptions(OPTIONS)
        .run(spark);
    try (GeneratedLayers recipe = generating()) {
      DatasetBuild.of(input.source(spark.hadoopConfiguration()), recipe, folder.resolve("alone"))
          .withOptions(OPTIONS)
          .run();
    }
    BuiltFiles.assertSame(folder.resolve("alone"), folder.resolve("spark"));
    assertEquals(3, Ledger.read(folder.resolve("spark")).count(Verdict.KEPT));
    assertEquals(1, Ledger.read(folder.resolve("spark")).count(Verdict.FAILED));
  }
}
