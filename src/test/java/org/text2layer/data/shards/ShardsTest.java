package org.text2layer.data.shards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Pictures;
import org.text2layer.image.RgbImage;

@Tag("digits")
class ShardsTest {
  @TempDir Path folder;

  private static StoredSample sample(int seed) {
    LayeredImage layers =
        LayeredImage.twoLayer(
                Pictures.rgb(seed, 7, 5), Pictures.rgb(seed + 1, 7, 5), Pictures.mask(seed, 7, 5))
            .withProvenance(
                Map.of("detector", "embedded 1", "seed", "" + seed, "caf\u00e9", "<&>"));
    LayeredSample sample =
        new LayeredSample("a \"caf\u00e9\",\n " + seed, Pictures.rgb(seed + 2, 7, 5), layers);
    return new StoredSample(
        String.format(Locale.ROOT, "%09d", seed),
        "key/" + seed,
        "list.csv",
        sample,
        Map.of("mask", 0.25, "b", 1e-9));
  }

  private void write(Path into, int count, int perShard) {
    try (ShardWriter writer = ShardWriter.open(into, perShard)) {
      for (int i = 0; i < count; i++) {
        writer.write(sample(i));
      }
    }
  }

  @Test
  void givenSamples_thenTheyComeBackAsTheyWereInShardsOfTheGivenSize() {
    write(folder, 5, 2);
    assertEquals(
        List.of("00000.tar", "00001.tar", "00002.tar"),
        LayeredShards.list(folder).stream().map(path -> path.getFileName().toString()).toList());
    try (Stream<StoredSample> samples = LayeredShards.read(folder)) {
      List<StoredSample> read = samples.toList();
      assertEquals(5, read.size());
      for (int i = 0; i < 5; i++) {
        assertEquals(sample(i), read.get(i));
      }
    }
  }

  @Test
  void givenTheSameSamplesTwice_thenTheShardsHaveTheSameBytes() throws IOException {
    write(folder.resolve("a"), 2, 10);
    write(folder.resolve("b"), 2, 10);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a/00000.tar")),
        Files.readAllBytes(folder.resolve("b/00000.tar")));
  }

  @Test
  void givenShards_thenTheyAreCaptionedPicturesForAnotherBuild() throws IOException {
    write(folder, 2, 10);
    Files.write(folder.resolve("._00000.tar"), new byte[] {0, 5, 22, 7}); // macOS's, on other disks
    assertEquals(List.of(folder.resolve("00000.tar")), LayeredShards.list(folder));
    try (Stream<InputRecord> records = PictureSource.webDatasets(folder).records()) {
      assertEquals(
          List.of("000000000: a \"caf\u00e9\",\n 0", "000000001: a \"caf\u00e9\",\n 1"),
          records.map(InputRecord::toString).toList());
    }
  }

  @Test
  void givenADamagedOrIncompleteShard_thenTheMessageNamesIt() throws IOException {
    write(folder, 2, 10);
    Path shard = folder.resolve("00000.tar");
    Files.write(shard, Arrays.copyOf(Files.readAllBytes(shard), 6000));
    assertUnreadable("00000.tar");
    try (TarWriter tar = new TarWriter(Files.newOutputStream(shard))) {
      tar.add("1.txt", new byte[0]);
    }
    assertUnreadable("sample 1 has no .json");
    try (TarWriter tar = new TarWriter(Files.newOutputStream(shard))) {
      EncodedSample.of(sample(1)).writeTo(tar);
      EncodedSample.of(sample(2)).writeTo(tar);
      EncodedSample.of(sample(1)).writeTo(tar);
    }
    assertUnreadable("sample 000000001 do not follow one another");
  }

  private void assertUnreadable(String part) {
    try (Stream<StoredSample> samples = LayeredShards.read(folder)) {
      DatasetException error = assertThrows(DatasetException.class, samples::toList);
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  @Test
  void givenSamplesThatShardsCannotHold_thenTheyAreRefused() {
    StoredSample good = sample(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new StoredSample("../1", "", "", good.sample(), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StoredSample("1", "", "", good.sample(), Map.of("mask", Double.NaN)));
    RgbImage picture = Pictures.rgb(1, 7, 5);
    LayeredSample none = new LayeredSample("none", picture, LayeredImage.of(picture, List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new StoredSample("1", "", "", none, Map.of()));
  }

  @Test
  void givenSeveralLayers_thenTheyComeBackInTheirOrderWithTheirNames() throws IOException {
    LayeredImage three =
        LayeredImage.of(Pictures.rgb(1, 7, 5), List.of(layer("b"), layer("a"), layer("c <&>")));
    LayeredSample sample = new LayeredSample("a over b", Pictures.rgb(2, 7, 5), three);
    StoredSample stored = new StoredSample("1", "key", "source", sample, Map.of());
    EncodedSample encoded = EncodedSample.of(stored);
    assertEquals(stored, encoded.decode());
    assertEquals(
        List.of(
            "png",
            "fg1.png",
            "fg2.png",
            "fg3.png",
            "bg.png",
            "mask1.png",
            "mask2.png",
            "mask3.png",
            "txt",
            "json"),
        List.copyOf(encoded.files().keySet()));
    assertEquals(3, LayerFiles.count(encoded.files().keySet()));
  }

  private static ImageLayer layer(String name) {
    return new ImageLayer(
        name, Pictures.rgb(name.length(), 7, 5), Pictures.mask(name.length(), 7, 5));
  }

  @Test
  void givenAFolderWithShards_thenNoneIsOverwritten() {
    write(folder, 1, 1);
    assertThrows(DatasetException.class, () -> ShardWriter.open(folder, 1));
  }

  @Test
  void givenADiskThatFailsInTheMiddleOfAShard_thenClosingDoesNotMakeItOne() throws IOException {
    Path into = folder.resolve("full");
    ShardWriter writer = ShardWriter.open(into, 2);
    writer.write(sample(0));
    writer.write(sample(1));
    Files.createDirectories(into.resolve("00001.tar/in the way"));
    writer.write(sample(2));
    assertThrows(DatasetException.class, () -> writer.write(sample(3)));
    writer.close();
    try (Stream<Path> files = Files.list(into)) {
      assertEquals(
          List.of("00000.tar", "00001.tar"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertTrue(Files.isDirectory(into.resolve("00001.tar")));
  }
}
