package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;

/**
 * A master, two workers, their executors and the driver as processes of their own, of which some
 * are killed. With {@code -Drecords=2000} it takes minutes.
 */
class KilledProcessesTest {
  private static final int RECORDS = Integer.getInteger("records", 240);

  @TempDir Path folder;

  private Process driver(Cluster cluster) throws IOException {
    return cluster.driver(
        List.of("-Dspark.default.parallelism=3"),
        "build",
        "--input",
        folder.resolve("archives").toString(),
        "--output",
        folder.resolve("spark").toString(),
        "--recipe",
        CheapRecipe.Slow.class.getName(),
        "--seed",
        "5",
        "--chunk",
        "4",
        "--chunks-a-shard",
        "8");
  }

  /** Until so many parts are committed, or the driver ends. */
  private void await(int parts, Process driver, Cluster cluster)
      throws IOException, InterruptedException {
    while (committed() < parts) {
      assertTrue(driver.isAlive(), cluster.log("driver"));
      Thread.sleep(20);
    }
  }

  private long committed() throws IOException {
    Path work = folder.resolve("spark/work");
    if (!Files.exists(work)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.getFileName().toString().matches("records-\\d+-\\d+\\.json"))
          .count();
    }
  }

  @Test
  void givenAnExecutorAWorkerAndTheDriverKilledInTheMiddle_thenTheBytesAreThoseOfOneMachine()
      throws IOException, InterruptedException {
    MixedPictures.writeArchives(
        folder.resolve("archives"), MixedPictures.of(RECORDS), 1 + RECORDS / 4);
    int parts = RECORDS / 4;
    try (Cluster cluster = Cluster.start(Files.createDirectory(folder.resolve("cluster")), 2)) {
      Process first = driver(cluster);
      await(parts / 8, first, cluster);
      cluster.killExecutor(0, first);
      await(parts / 4, first, cluster);
      cluster.worker(1).destroyForcibly().waitFor();
      await(parts / 2, first, cluster);
      String told = cluster.log("driver");
      assertTrue(told.contains("hours on 2 cores"), "an estimate of the cores there are: " + told);
      first.destroyForcibly().waitFor();
      assertTrue(!Files.exists(folder.resolve("spark/ledger.jsonl")), "killed in the middle");

      Process second = driver(cluster);
      assertEquals(0, second.waitFor(), cluster.log("driver"));
    }
    DatasetBuild.of(
            PictureSource.webDatasets(folder.resolve("archives")),
            new CheapRecipe(0),
            folder.resolve("alone"))
        .withOptions(BuildOptions.standard().withSeed(5).withSizes(4, 8))
        .run();
    BuiltFiles.assertSame(folder.resolve("alone"), folder.resolve("spark"));
    assertEquals(
        RECORDS / 10, Ledger.read(folder.resolve("spark")).count(Verdict.FAILED), "damaged");
  }
}
