package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.spark.measure.SparkLedger;
import org.text2layer.synth.Refilter;
import org.text2layer.synth.Refiltering;

/** Other thresholds and ledgers as tables on Spark, against one machine's. */
class SparkRefilterTest {
  private static JavaSparkContext spark;

  @TempDir static Path builds;

  @TempDir Path folder;

  @BeforeAll
  static void build() throws IOException {
    spark = LocalSpark.open();
    MixedPictures.writeFolder(builds.resolve("pictures"), MixedPictures.of(61));
    DatasetBuild.of(
            PictureSource.folder(builds.resolve("pictures")),
            new CheapRecipe(0),
            builds.resolve("strict"))
        .withOptions(BuildOptions.standard().withSizes(4, 3))
        .run();
  }

  @AfterAll
  static void stopSpark() {
    spark.close();
  }

  private static String strict() {
    return builds.resolve("strict").toString();
  }

  private static List<Long> records(List<LedgerRow> rows) {
    return rows.stream().map(LedgerRow::record).toList();
  }

  private static List<Long> records(Dataset<Row> rows) {
    return rows.orderBy("record").collectAsList().stream()
        .map(row -> row.<Long>getAs("record"))
        .toList();
  }

  @Test
  void givenAnotherThreshold_thenTheFilesAreThoseOfOneMachineAndTheDifferenceToo()
      throws IOException {
    for (double threshold : new double[] {0.46, 0.5}) {
      Path alone = folder.resolve("alone " + threshold);
      Path many = folder.resolve("many " + threshold);
      Refiltering changed =
          Refilter.of(builds.resolve("strict")).withThreshold("area", threshold).into(alone);
      BuildReport report =
          SparkRefilter.of(strict()).withThreshold("area", threshold).into(spark, many.toString());
      BuiltFiles.assertSame(alone, many);
      assertEquals(changed.kept(), report.kept());
      assertFalse(changed.cameIn().isEmpty() && changed.wentOut().isEmpty());
      Dataset<Row> difference = SparkLedger.changed(spark, strict(), many.toString());
      assertEquals(records(changed.cameIn()), records(difference.where("outcome = 'kept'")));
      assertEquals(records(changed.wentOut()), records(difference.where("outcome = 'dropped'")));
    }
  }

  @Test
  void givenABuildInAStore_thenItsFilesAreReadFromThere() throws IOException {
    Path many = folder.resolve("many");
    Refilter.of(builds.resolve("strict")).withThreshold("area", 0.46).into(folder.resolve("alone"));
    SparkRefilter.of("s3a://bucket" + strict())
        .withThreshold("area", 0.46)
        .into(spark, "s3a://bucket" + many);
    BuiltFiles.assertSame(folder.resolve("alone"), many);
  }

  @Test
  void givenTheCommand_thenItTakesThresholdsAndRefusesFiltersThatAreNotThere() throws IOException {
    Path many = folder.resolve("many");
    SparkCommand.run(
        "refilter",
        Map.of("input", strict(), "output", many.toString(), "thresholds", "area=0.46"),
        spark);
    Refilter.of(builds.resolve("strict")).withThreshold("area", 0.46).into(folder.resolve("alone"));
    BuiltFiles.assertSame(folder.resolve("alone"), many);
    String unknown =
        assertThrows(
                IllegalArgumentException.class,
                () -> SparkRefilter.of(strict()).withThreshold("mask", 0).into(spark, "none"))
            .getMessage();
    assertTrue(unknown.contains("[area]"), unknown);
    assertThrows(
        DatasetException.class, () -> SparkRefilter.of(folder.toString()).into(spark, "none"));
    assertFalse(Files.exists(Path.of("none")));
  }

  @Test
  void givenALedgerAsParquet_thenItsRowsAreThose() {
    String parquet = folder.resolve("parquet").toString();
    SparkCommand.run("ledger", Map.of("input", strict(), "output", parquet), spark);
    List<Row> rows =
        SparkLedger.read(spark, strict())
            .sparkSession()
            .read()
            .parquet(parquet)
            .orderBy("record")
            .collectAsList();
    List<LedgerRow> expected = Ledger.read(builds.resolve("strict")).rows();
    assertEquals(expected.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      LedgerRow own = expected.get(i);
      assertEquals(own.caption(), row.getAs("caption"));
      assertEquals(own.source(), row.getAs("source"));
      assertEquals(own.verdict().label(), row.getAs("outcome"));
      assertEquals(own.verdict() == Verdict.FAILED ? own.reason() : null, row.getAs("error"));
      assertEquals(own.score().isPresent() ? own.score().getAsDouble() : null, row.getAs("score"));
      assertEquals(own.scores(), row.getJavaMap(row.fieldIndex("scores")));
    }
  }
}
