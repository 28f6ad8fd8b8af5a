package org.text2layer.model.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;
import org.text2layer.parity.TinyClip;

/** With a folder in transformers' layout: a tiny CLIP of random weights and the real tokenizer. */
class ClipScorerTest {
  private static final RgbImage RED = RgbImage.filled(40, 30, 1, 0, 0);
  private static final RgbImage BLUE = RgbImage.filled(20, 50, 0, 0, 1);

  @TempDir Path folder;

  @BeforeEach
  void writeClip() throws IOException {
    TinyClip.write(folder);
  }

  @Test
  void givenPairsThenEachScoreIsThePairsOwnAndNothingStaysInMemory() {
    NDManager manager = ComputeDevice.named("cpu").newManager();
    try (ClipScorer clip = ClipScorer.load(folder, manager)) {
      int before = manager.getManagedArrays().size();
      List<ClipScorer.Score> scores = clip.scores(List.of("red", "blue sky"), List.of(RED, BLUE));
      assertEquals(clip.score("red", RED), scores.get(0).cosine(), 1e-5);
      assertEquals(clip.score("blue sky", BLUE), scores.get(1).cosine(), 1e-5);
      assertTrue(Math.abs(clip.score("red", BLUE) - scores.get(0).cosine()) > 1e-4);
      assertTrue(Math.abs(scores.get(0).cosine()) <= 1);
      assertEquals(Optional.empty(), scores.get(0).warning());
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  @Test
  void givenACaptionPast77TokensThenItsEndChangesNothingAndTheScoreSaysSo() {
    String words = "apple ".repeat(75);
    try (ClipScorer clip = ClipScorer.load(folder)) {
      assertEquals(Optional.empty(), score(clip, words).warning());
      ClipScorer.Score longer = score(clip, words + "and a table");
      assertEquals(score(clip, words).cosine(), longer.cosine(), 1e-6);
      assertTrue(longer.toString().contains("cut to 77: its end was not seen"), longer::toString);
    }
  }

  private static ClipScorer.Score score(ClipScorer clip, String caption) {
    return clip.scores(List.of(caption), List.of(RED)).get(0);
  }

  @Test
  void givenMissingCaptionsThenOneSentenceSaysWhich() {
    try (ClipScorer clip = ClipScorer.load(folder)) {
      String message = refused(clip, List.of("red"), List.of(RED, BLUE));
      assertTrue(message.contains("came 1 captions and 2 pictures"), message);
      message = refused(clip, List.of("red", " "), List.of(RED, BLUE));
      assertTrue(message.contains("number 1 is blank"), message);
    }
  }

  private static String refused(ClipScorer clip, List<String> captions, List<RgbImage> pictures) {
    return assertThrows(IllegalArgumentException.class, () -> clip.scores(captions, pictures))
        .getMessage();
  }

  @Test
  void givenATokenizerAsTransformers5SavesItThenScoresAreTheSame() throws IOException {
    ModelFolder files = new ModelFolder(folder);
    double before;
    try (ClipScorer clip = ClipScorer.load(folder)) {
      before = clip.score("a red apple", RED);
    }
    JsonObject whole =
        new ModelFolder(Fixture.folder("sd-tokenizer-json/tokenizer")).json("tokenizer.json");
    JsonObject model = whole.getAsJsonObject("model");
    model.add("vocab", files.json("vocab.json"));
    JsonArray merges = new JsonArray();
    files.text("merges.txt").lines().skip(1).forEach(merges::add);
    model.add("merges", merges);
    whole.add("added_tokens", new JsonArray());
    files.write("tokenizer.json", whole);
    Files.delete(folder.resolve("vocab.json"));
    try (ClipScorer clip = ClipScorer.load(folder)) {
      assertEquals(before, clip.score("a red apple", RED));
    }
  }

  @Test
  void givenAFolderWithoutTokenizerThenItIsNamed() throws IOException {
    Files.delete(folder.resolve("vocab.json"));
    String message =
        assertThrows(WeightsException.class, () -> ClipScorer.load(folder)).getMessage();
    assertTrue(message.contains("lacks vocab.json"), message);
  }
}
