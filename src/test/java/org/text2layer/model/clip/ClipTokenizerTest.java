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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Ids are those of transformers 5.17.0's CLIPTokenizer on the same folder. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a <cat-toy> on a table | 320 49408 525 320 2175",
        "a <CAT-TOY>. | 320 49408 269",
        "x<cat-toy>y | 343 49408 344",
        "<cat-toy>_1 <cat-toy> | 49409 49408",
        "' <cat-toy>  ,<Foo> <foo>' | 49408 267 49410 49410",
        "<cat-toy><cat-toy> | 49408 49408",
      })
  void givenTokensOfTextualInversionThenEachIsItsIdAlsoAfterWriting(String text, String expected)
      throws IOException {
    copyTokenizer();
    Files.writeString(
        folder.resolve("tokenizer/added_tokens.json"),
        "{\"<Foo>\": 49410, \"<cat-toy>\": 49408, \"<cat-toy>_1\": 49409, \"<|endoftext|>\": 49407}");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "tokenizer")) {
      assertEquals(49411, tokenizer.vocabulary());
      assertEquals(expected, between(tokenizer.ids(text)));
      tokenizer.write(new ModelFolder(folder), "written");
    }
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "written")) {
      assertEquals(expected, between(tokenizer.ids(text)));
    }
  }

  @Test
  void givenTokenizerJsonAlone_whenTextsAreRead_thenIdsEqualTransformers5() {
    ModelFolder files = new ModelFolder(Fixture.folder("sd-tokenizer-json"));
    JsonObject expected = files.json("expected.json");
    try (ClipTokenizer tokenizer = ClipTokenizer.load(files, "tokenizer")) {
      tokenizer.write(new ModelFolder(folder), "written");
      try (ClipTokenizer again = ClipTokenizer.load(new ModelFolder(folder), "written")) {
        for (int i = 0; i < expected.getAsJsonArray("texts").size(); i++) {
          String text = expected.getAsJsonArray("texts").get(i).getAsString();
          long[] ids =
              expected.getAsJsonArray("ids").get(i).getAsJsonArray().asList().stream()
                  .mapToLong(JsonElement::getAsLong)
                  .toArray();
          assertArrayEquals(ids, tokenizer.ids(text), text);
          assertArrayEquals(ids, again.ids(text), text);
        }
      }
    }
  }

  @Test
  void givenTokenizerJsonWithTokensOfTextualInversion_thenEachIsItsId() throws IOException {
    copyTokenizerJson(
        json -> {
          JsonObject token = new JsonObject();
          token.addProperty("id", 914);
          token.addProperty("content", "<cat-toy>");
          json.getAsJsonArray("added_tokens").add(token);
        });
    try (ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(folder), "tokenizer")) {
      assertEquals(915, tokenizer.vocabulary());
      assertEquals(914, tokenizer.ids("a <CAT-TOY>")[2]);
    }
  }

  @Test
  void givenTokenizerJsonOfAnotherKind_thenASentenceSaysWhatDoesNotFit() throws IOException {
    copyTokenizerJson(json -> json.getAsJsonObject("model").remove("end_of_word_suffix"));
    assertRefused("words' end </w>");
    copyTokenizerJson(json -> json.remove("model"));
    assertRefused("words' end </w>");
    copyTokenizerJson(json -> json.getAsJsonObject("model").addProperty("merges", 7));
    assertRefused("does not fit");
    copyTokenizerJson(json -> json.remove("added_tokens"));
    assertRefused("does not fit");
  }

  private void copyTokenizerJson(Consumer<JsonObject> change) {
    ModelFolder fixture = new ModelFolder(Fixture.folder("sd-tokenizer-json"));
    JsonObject json = fixture.json("tokenizer/tokenizer.json");
    change.accept(json);
    new ModelFolder(folder).write("tokenizer/tokenizer.json", json);
  }

  private static String between(long[] ids) {
    return Arrays.stream(ids)
        .skip(1)
        .takeWhile(id -> id != END)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  @Test
  void givenAddedTokensWhoseIdsDoNotFollowThenTheFirstSuchIsNamed() throws IOException {
    copyTokenizer();
    Path added = folder.resolve("tokenizer/added_tokens.json");
    Files.writeString(added, "{\"<a>\": 49408, \"<b>\": 49500}");
    assertRefused("the added token <b> has the id 49500, but 49409 is due");
    Files.writeString(added, "{\"<|endoftext|>\": 49408}");
    assertRefused("the added token <|endoftext|> has the id 49408, but 49407 is due");
    Files.writeString(added, "{\"<a>\": \"many\"}");
    assertRefused("many");
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
