package org.text2layer.model.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

class ClipTokenizerTest {
  private static final Path TINY = Fixture.folder("tiny-stable-diffusion");
  private static final long END = 49407;

  @TempDir Path folder;

  @Test
  void givenTheFixturesTextsThenTokenIdsEqualTransformers() {
    JsonObject expected = new ModelFolder(TINY).json("expected.json");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(TINY), "tokenizer");
        Safetensors tensors = Safetensors.open(TINY.resolve("expected.safetensors"))) {
      List<JsonElement> texts = expected.getAsJsonArray("texts").asList();
      assertArrayEquals(tensors.floats("ids"), ids(tokenizer, texts));
      List<JsonElement> prompts = List.of(expected.get("prompt"), expected.get("negative"));
      assertArrayEquals(tensors.floats("prompt_ids"), ids(tokenizer, prompts));
    }
  }

  private static float[] ids(ClipTokenizer tokenizer, List<JsonElement> texts) {
    float[] all = new float[texts.size() * tokenizer.positions()];
    for (int row = 0; row < texts.size(); row++) {
      long[] ids = tokenizer.ids(texts.get(row).getAsString());
      for (int i = 0; i < ids.length; i++) {
        all[row * ids.length + i] = ids[i];
      }
    }
    return all;
  }

  @Test
  void givenUnicodeControlCharactersAndLongTextsThenTokenIdsEqualTransformers() {
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(TINY), "tokenizer")) {
      assertGolden(tokenizer, "ids", END);
    }
  }

  @Test
  void givenStableDiffusion2sPaddingThenExclamationMarksArePaddingToo() throws IOException {
    copyTokenizer();
    Files.writeString(
        folder.resolve("tokenizer/special_tokens_map.json"),
        "{\"pad_token\": \"!\", \"eos_token\": {\"content\": \"<|endoftext|>\"}}");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "tokenizer")) {
      assertGolden(tokenizer, "ids_v2", 0);
    }
  }

  private static void assertGolden(ClipTokenizer tokenizer, String ids, long padding) {
    ModelFolder parity = new ModelFolder(TINY.getParent());
    for (JsonElement element : parity.json("clip-tokenizer.json").getAsJsonArray("cases")) {
      JsonObject golden = element.getAsJsonObject();
      long[] known =
          golden.getAsJsonArray(golden.has(ids) ? ids : "ids").asList().stream()
              .mapToLong(JsonElement::getAsLong)
              .toArray();
      long[] expected = Arrays.copyOf(known, tokenizer.positions());
      Arrays.fill(expected, known.length, expected.length, padding);
      String text = golden.get("text").getAsString();
      assertArrayEquals(expected, tokenizer.ids(text), text);
    }
  }

  @Test
  void givenAShorterLengthThenTextsAreCutThereAndNonsenseIsIgnored() throws IOException {
    copyTokenizer();
    Path settings = folder.resolve("tokenizer/tokenizer_config.json");
    Files.writeString(settings, "{\"model_max_length\": 5}");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "tokenizer")) {
      assertArrayEquals(
          new long[] {49406, 320, 736, 3055, END}, tokenizer.ids("a red apple on a table"));
    }
    Files.writeString(settings, "{\"model_max_length\": 1e30}");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "tokenizer")) {
      assertEquals(77, tokenizer.positions());
    }
  }

  @Test
  void givenTokenizersOfOtherKindsThenASentenceSaysWhatDoesNotFit() throws IOException {
    copyTokenizer();
    Path vocabulary = folder.resolve("tokenizer/vocab.json");
    String good = Files.readString(vocabulary);
    Files.writeString(vocabulary, good.replace("<|startoftext|>", "<s>"));
    assertRefused("lacks <|startoftext|>");
    Files.writeString(vocabulary, good.replace("\"jekyll</w>\"", "\"hyde</w>\""));
    assertRefused("jekyll");
    Files.writeString(vocabulary, good.replace(": 49405", ": \"many\""));
    assertRefused("many");
    Files.writeString(vocabulary, good);
    Files.writeString(folder.resolve("tokenizer/merges.txt"), "#version: 0.2\nonly-one-word\n");
    assertRefused("does not fit");
  }

  private void assertRefused(String part) {
    ModelFolder files = new ModelFolder(folder);
    String message =
        assertThrows(WeightsException.class, () -> ClipTokenizer.load(files, "tokenizer"))
            .getMessage();
    assertTrue(message.contains(part) && message.contains(folder.toString()), message);
  }

  private void copyTokenizer() throws IOException {
    Files.createDirectories(folder.resolve("tokenizer"));
    for (String name : List.of("vocab.json", "merges.txt")) {
      Files.copy(TINY.resolve("tokenizer/" + name), folder.resolve("tokenizer/" + name));
    }
  }
}
