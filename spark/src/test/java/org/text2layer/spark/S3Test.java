package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;

/** Hadoop's own S3 file system on a server of S3; in the profile {@code s3} only. */
@Tag("s3")
class S3Test {
  private static final int RECORDS = 120;

  @TempDir Path folder;

  private static org.apache.hadoop.fs.Path stored(String name) {
    return new org.apache.hadoop.fs.Path(S3Server.BUCKET + "/" + name);
  }

  private static org.apache.hadoop.fs.Path local(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static long committed(FileSystem store) throws IOException {
    long parts = 0;
    if (store.exists(stored("set/work"))) {
      for (FileStatus file : store.listStatus(stored("set/work"))) {
        parts += file.getPath().getName().matches("records-\\d+-\\d+\\.json") ? 1 : 0;
      }
    }
    return parts;
  }

  private Process driver(Cluster cluster, S3Server server) throws IOException {
    List<String> settings =
        server.settings().entrySet().stream()
            .map(each -> "-Dspark.hadoop." + each.getKey() + "=" + each.getValue())
            .toList();
    return cluster.driver(
        settings,
        "build",
        "--input",
        stored("archives").toString(),
        "--output",
        stored("set").toString(),
        "--recipe",
        CheapRecipe.Slow.class.getName(),
        "--chunk",
        "4",
        "--chunks-a-shard",
        "8");
  }

  @Test
  void givenInputAndOutputInS3AndAnExecutorThatIsKilled_thenTheBytesAreThoseOfOneMachine()
      throws IOException, InterruptedException {
    Path archives = folder.resolve("archives");
    MixedPictures.writeArchives(archives, MixedPictures.of(RECORDS), 50);
    try (S3Server server = S3Server.start(folder.resolve("moto.log"));
        FileSystem store =
            FileSystem.newInstance(URI.create(S3Server.BUCKET), server.configuration());
        Cluster cluster = Cluster.start(folder.resolve("cluster"), 2)) {
      FileUtil.copy(archives.toFile(), store, stored("archives"), false, server.configuration());
      Process driver = driver(cluster, server);
      while (committed(store) < 5) {
        assertTrue(driver.isAlive(), cluster.log("driver"));
        Thread.sleep(20);
      }
      cluster.killExecutor(0, driver);
      assertEquals(0, driver.waitFor(), cluster.log("driver"));
      assertTrue(cluster.log("driver").contains("Lost executor"), "it was working");
      store.copyToLocalFile(false, stored("set"), local(folder.resolve("spark")), true);
    }
    DatasetBuild.of(
            PictureSource.webDatasets(archives), new CheapRecipe(0), folder.resolve("alone"))
        .withOptions(BuildOptions.standard().withSizes(4, 8))
        .run();
    BuiltFiles.assertSame(folder.resolve("alone"), folder.resolve("spark"));
  }
}
