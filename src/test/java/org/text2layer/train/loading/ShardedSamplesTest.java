package org.text2layer.train.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.ShardWriter;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.train.TrainingException;

class ShardedSamplesTest {
  @TempDir Path folder;

  private static void write(Path folder, int samples) {
    try (ShardWriter writer = ShardWriter.open(folder, 2)) {
      for (int i = 0; i < samples; i++) {
        RgbImage picture = RgbImage.filled(4, 4, i / 8f, 0, 1);
        LayeredImage layers = LayeredImage.twoLayer(picture, picture, Mask.filled(4, 4, 1));
        LayeredSample sample = new LayeredSample("caption " + i, picture, layers);
        writer.write(new StoredSample("s" + i, "key", "source", sample, Map.of()));
      }
    }
  }

  @Test
  void givenShardsThenEachSampleIsFoundInAnyOrder() {
    write(folder, 5);
    ShardedSamples samples = ShardedSamples.open(folder);
    List<StoredSample> inOrder = LayeredShards.read(folder).toList();
    assertEquals(5, samples.size());
    for (int index : new int[] {4, 0, 3, 2, 1}) {
      assertEquals(inOrder.get(index).id(), samples.id(index));
      assertEquals(inOrder.get(index).sample().caption(), samples.get(index).caption());
      assertEquals(inOrder.get(index).sample().picture(), samples.get(index).picture());
    }
  }

  @Test
  void givenOtherSamplesInAFolderOfTheSameNameThenTheDescriptionDiffers() {
    write(folder.resolve("a/data"), 4);
    write(folder.resolve("b/data"), 5);
    write(folder.resolve("c/data"), 4);
    String first = ShardedSamples.open(folder.resolve("a/data")).description();
    assertNotEquals(first, ShardedSamples.open(folder.resolve("b/data")).description());
    assertEquals(first, ShardedSamples.open(folder.resolve("c/data")).description());
  }

  private String refusal(Map<String, String> files) throws IOException {
    Path shard = folder.resolve("00000.tar");
    try (TarWriter tar = new TarWriter(Files.newOutputStream(shard))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        tar.add(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      tar.finish();
    }
    return assertThrows(TrainingException.class, () -> ShardedSamples.open(folder)).getMessage();
  }

  @Test
  void givenAMissingLayerOrAnEmptyCaptionThenItIsSaidBeforeAnythingIsDecoded() throws IOException {
    String missing = refusal(Map.of("x.png", "p", "x.fg.png", "p", "x.txt", "c", "x.json", "{}"));
    assertTrue(missing.contains("'x' in"), missing);
    assertTrue(missing.contains("has no bg.png, mask.png"), missing);
    String empty =
        refusal(
            Map.of(
                "x.png",
                "p",
                "x.fg.png",
                "p",
                "x.bg.png",
                "p",
                "x.mask.png",
                "p",
                "x.txt",
                "",
                "x.json",
                "{}"));
    assertTrue(empty.contains("that of 'x'"), empty);
  }

  @Test
  void givenSamplesOfSeveralLayersThenTheyAreReadButNotBesideOthers() {
    write(folder.resolve("two"), EmojiScenes.test().resized(16).sample(1, 2), 0);
    assertEquals(2, ShardedSamples.open(folder.resolve("two")).get(0).layers().layers().size());
    write(folder.resolve("mixed"), EmojiScenes.test().resized(16).sample(1, 2), 1);
    String message =
        assertThrows(TrainingException.class, () -> ShardedSamples.open(folder.resolve("mixed")))
            .getMessage();
    assertTrue(message.contains("has 2 and 's' in") && message.contains("has 1"), message);
  }

  private static void write(Path folder, LayeredSample first, long seedOfNext) {
    try (ShardWriter writer = ShardWriter.open(folder, 1)) {
      writer.write(new StoredSample("f", "key", "source", first, Map.of()));
      if (seedOfNext > 0) {
        LayeredSample next = EmojiScenes.test().resized(16).sample(seedOfNext);
        writer.write(new StoredSample("s", "key", "source", next, Map.of()));
      }
    }
  }

  @Test
  void givenAFolderWithoutShardsThenTheMessageSaysWhatToGive() {
    String message =
        assertThrows(TrainingException.class, () -> ShardedSamples.open(folder)).getMessage();
    assertTrue(message.contains("give the folder of a data-set build"), message);
  }
}
