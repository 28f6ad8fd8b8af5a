package org.text2layer.model.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

/** With a folder in transformers' layout: a tiny CLIP of random weights and the real tokenizer. */
class ClipScorerTest {
  private static final RgbImage RED = RgbImage.filled(40, 30, 1, 0, 0);
  private static final RgbImage BLUE = RgbImage.filled(20, 50, 0, 0, 1);
  private static final int WIDTH = 8;

  @TempDir Path folder;

  @BeforeEach
  void writeClip() throws IOException {
    JsonObject part = new JsonObject();
    part.addProperty("hidden_size", WIDTH);
    part.addProperty("intermediate_size", WIDTH);
    part.addProperty("num_hidden_layers", 1);
    part.addProperty("num_attention_heads", 2);
    JsonObject vision = part.deepCopy();
    vision.addProperty("image_size", 16);
    vision.addProperty("patch_size", 8);
    JsonObject json = new JsonObject();
    json.add("text_config", part);
    json.add("vision_config", vision);
    json.addProperty("projection_dim", WIDTH);
    Files.writeString(folder.resolve("config.json"), json.toString());
    for (String file : List.of("vocab.json", "merges.txt")) {
      Path tokenizer = Fixture.folder("tiny-stable-diffusion").resolve("tokenizer");
      Files.copy(tokenizer.resolve(file), folder.resolve(file));
    }
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      SafetensorsWriter.write(folder.resolve("model.safetensors"), weights(manager), Map.of());
    }
  }

  private static Map<String, NDArray> weights(NDManager manager) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    put(tensors, manager, "text_model.embeddings.token_embedding.weight", 49408, WIDTH);
    put(tensors, manager, "text_model.embeddings.position_embedding.weight", 77, WIDTH);
    put(tensors, manager, "vision_model.embeddings.class_embedding", WIDTH);
    put(tensors, manager, "vision_model.embeddings.patch_embedding.weight", WIDTH, 3, 8, 8);
    put(tensors, manager, "vision_model.embeddings.position_embedding.weight", 5, WIDTH);
    for (String norm :
        List.of(
            "text_model.final_layer_norm",
            "vision_model.pre_layrnorm",
            "vision_model.post_layernorm")) {
      put(tensors, manager, norm + ".weight", WIDTH);
      put(tensors, manager, norm + ".bias", WIDTH);
    }
    for (String tower : List.of("text_model", "vision_model")) {
      String layer = tower + ".encoder.layers.0.";
      for (String norm : List.of("layer_norm1", "layer_norm2")) {
        put(tensors, manager, layer + norm + ".weight", WIDTH);
        put(tensors, manager, layer + norm + ".bias", WIDTH);
      }
      for (String linear :
          List.of(
              "self_attn.q_proj",
              "self_attn.k_proj",
              "self_attn.v_proj",
              "self_attn.out_proj",
              "mlp.fc1",
              "mlp.fc2")) {
        put(tensors, manager, layer + linear + ".weight", WIDTH, WIDTH);
        put(tensors, manager, layer + linear + ".bias", WIDTH);
      }
    }
    put(tensors, manager, "text_projection.weight", WIDTH, WIDTH);
    put(tensors, manager, "visual_projection.weight", WIDTH, WIDTH);
    put(tensors, manager, "logit_scale");
    return tensors;
  }

  /** A formula in place of random numbers. */
  private static void put(
      Map<String, NDArray> tensors, NDManager manager, String name, long... shape) {
    Shape full = new Shape(shape);
    float[] values = new float[(int) full.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i + name.length());
    }
    tensors.put(name, manager.create(values, full));
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
