package org.text2layer.model.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;

/**
 * CLIP's byte-pair encoding (Radford et al. 2021) from vocab.json and merges.txt, with the rules of
 * transformers' CLIPTokenizer, by Hugging Face's own tokenizer code. Thread-safe until closed.
 */
final class ClipTokenizer implements AutoCloseable {
  private static final String BEGIN = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  static final String VOCABULARY = "/vocab.json";
  static final String MERGES = "/merges.txt";
  private static final String ADDED = "/added_tokens.json";
  private static final String PADDING = "pad_token";
  private static final int POSITIONS = 77;

  private static final String LENGTH = "model_max_length";

  private final HuggingFaceTokenizer tokenizer;
  private final Source source;
  private final int vocabulary;
  private final int positions;
  private final long padding;

  /** What a tokenizer is made of, kept to be written again. */
  private record Source(
      JsonObject vocabulary, List<String> merges, JsonObject added, String padding) {}

  private ClipTokenizer(
      HuggingFaceTokenizer tokenizer, Source source, int vocabulary, int positions, long padding) {
    this.tokenizer = tokenizer;
    this.source = source;
    this.vocabulary = vocabulary;
    this.positions = positions;
    this.padding = padding;
  }

  /**
   * Reads vocab.json and merges.txt, and from tokenizer_config.json and special_tokens_map.json,
   * where they exist, the length and the padding token. The second file wins, as in transformers.
   * Tokens of added_tokens.json, which textual inversion makes, are one id each; of a concept with
   * several vectors each has to be named, as in "&lt;cat&gt; &lt;cat&gt;_1".
   *
   * @param name of the tokenizer's folder in the model's
   * @throws WeightsException if they are missing or not CLIP's
   */
  public static ClipTokenizer load(ModelFolder folder, String name) {
    JsonObject vocabulary = folder.json(name + VOCABULARY);
    List<String> merges =
        folder
            .text(name + MERGES)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#version"))
            .toList();
    JsonObject settings = folder.jsonOrEmpty(name + "/tokenizer_config.json");
    JsonObject special = folder.jsonOrEmpty(name + "/special_tokens_map.json");
    String padding = text(special, PADDING).or(() -> text(settings, PADDING)).orElse(END);
    try {
      JsonObject added = folder.jsonOrEmpty(name + ADDED);
      return of(new Source(vocabulary, merges, added, padding), positions(settings));
    } catch (IOException | RuntimeException error) {
      throw new WeightsException(
          "Expected CLIP's tokenizer in %s but it does not fit (%s): take vocab.json and merges.txt from one model."
              .formatted(folder.path(name), error.getMessage()),
          error);
    }
  }

  private static ClipTokenizer of(Source source, int positions) throws IOException {
    JsonObject vocabulary = source.vocabulary();
    Set<String> special = new LinkedHashSet<>(List.of(BEGIN, END, source.padding()));
    for (String token : special) {
      if (!vocabulary.has(token)) {
        throw new IllegalArgumentException("the vocabulary lacks " + token);
      }
    }
    Map<String, Integer> added = added(source);
    int size =
        1
            + Stream.concat(
                    vocabulary.asMap().values().stream().map(JsonElement::getAsInt),
                    added.values().stream())
                .max(Integer::compare)
                .orElse(0);
    String json = composed(source, special, added.keySet());
    try (InputStream stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
      Map<String, String> options = Map.of("padding", "false", "truncation", "false");
      HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(stream, options);
      added.forEach((token, id) -> requireOneId(tokenizer, token, id));
      long id = vocabulary.get(source.padding()).getAsLong();
      return new ClipTokenizer(tokenizer, source, size, positions, id);
    }
  }

  /** Those that the vocabulary lacks, by their ids: some files repeat what it has. */
  private static Map<String, Integer> added(Source source) {
    Map<String, Integer> added = new LinkedHashMap<>();
    source.added().entrySet().stream()
        .filter(token -> !token.getValue().equals(source.vocabulary().get(token.getKey())))
        .sorted(Comparator.comparingInt(token -> token.getValue().getAsInt()))
        .forEach(token -> added.put(token.getKey(), token.getValue().getAsInt()));
    return added;
  }

  /** The native tokenizer counts on from the vocabulary, whatever the files say. */
  private static void requireOneId(HuggingFaceTokenizer tokenizer, String token, int id) {
    long[] ids = tokenizer.encode(token, false, false).getIds();
    if (ids.length != 1 || ids[0] != id) {
      tokenizer.close();
      throw new IllegalArgumentException(
          "the added token %s has the id %s, but %s is due".formatted(token, id, ids[0]));
    }
  }

  /** All files as one tokenizer.json, which is what the native tokenizer reads. */
  private static String composed(Source source, Set<String> special, Set<String> others)
      throws IOException {
    JsonObject json = rules();
    JsonObject vocabulary = source.vocabulary();
    JsonArray pairs = new JsonArray();
    source.merges().forEach(pairs::add);
    JsonObject model = json.getAsJsonObject("model");
    model.add("vocab", vocabulary);
    model.add("merges", pairs);
    JsonArray added = new JsonArray();
    special.forEach(token -> added.add(entry(token, vocabulary.get(token), true)));
    others.forEach(token -> added.add(entry(token, source.added().get(token), false)));
    json.add("added_tokens", added);
    JsonObject around = json.getAsJsonObject("post_processor");
    around.add("cls", pair(BEGIN, vocabulary));
    around.add("sep", pair(END, vocabulary));
    return json.toString();
  }

  /** A token that is none of bytes; lower case counts as upper case unless it is a special one. */
  private static JsonObject entry(String token, JsonElement id, boolean special) {
    JsonObject entry = new JsonObject();
    entry.add("id", id);
    entry.addProperty("content", token);
    for (String rule : List.of("single_word", "lstrip", "rstrip")) {
      entry.addProperty(rule, false);
    }
    entry.addProperty("normalized", !special);
    entry.addProperty("special", special);
    return entry;
  }

  private static JsonArray pair(String token, JsonObject vocabulary) {
    JsonArray pair = new JsonArray();
    pair.add(token);
    pair.add(vocabulary.get(token));
    return pair;
  }

  private static JsonObject rules() throws IOException {
    try (InputStream stream = ClipTokenizer.class.getResourceAsStream("clip-tokenizer.json");
        InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    }
  }

  /** A token as a text, or as an object with its content. */
  private static Optional<String> text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    JsonElement content =
        value != null && value.isJsonObject() ? value.getAsJsonObject().get("content") : value;
    return content != null && content.isJsonPrimitive()
        ? Optional.of(content.getAsString())
        : Optional.empty();
  }

  /** Some files give an astronomic length for none. */
  private static int positions(JsonObject settings) {
    JsonElement length = settings.get(LENGTH);
    boolean number = length != null && length.isJsonPrimitive();
    double positions = number ? length.getAsDouble() : POSITIONS;
    return positions >= 3 && positions <= POSITIONS ? (int) positions : POSITIONS;
  }

  /**
   * Writes what {@link #load} reads.
   *
   * @param name of the tokenizer's folder in the model's
   */
  void write(ModelFolder folder, String name) {
    folder.write(name + VOCABULARY, source.vocabulary());
    folder.write(name + MERGES, "#version: 0.2\n" + String.join("\n", source.merges()) + "\n");
    if (source.added().size() > 0) {
      folder.write(name + ADDED, source.added());
    }
    JsonObject settings = new JsonObject();
    settings.addProperty("tokenizer_class", "CLIPTokenizer");
    settings.addProperty("bos_token", BEGIN);
    settings.addProperty("eos_token", END);
    settings.addProperty("unk_token", END);
    settings.addProperty(PADDING, source.padding());
    settings.addProperty(LENGTH, positions);
    folder.write(name + "/tokenizer_config.json", settings);
  }

  /** Tells tokenizers apart. */
  String checksum() {
    return Checksum.of(source + " " + positions);
  }

  /**
   * The token ids of a text: the begin token, the text's tokens as far as there is room, the end
   * token, and padding up to {@link #positions}.
   */
  public long[] ids(String text) {
    long[] all = tokenizer.encode(text).getIds();
    long[] ids = Arrays.copyOf(all, positions);
    if (all.length >= positions) {
      ids[positions - 1] = all[all.length - 1];
    } else {
      Arrays.fill(ids, all.length, positions, padding);
    }
    return ids;
  }

  /**
   * How many tokens a text has, the begin and the end token among them: beyond {@link #positions}
   * some are cut off.
   */
  public int length(String text) {
    return tokenizer.encode(text).getIds().length;
  }

  /** How many ids every text gets. */
  public int positions() {
    return positions;
  }

  /** One more than the largest id. */
  public int vocabulary() {
    return vocabulary;
  }

  /** Frees the native tokenizer. */
  @Override
  public void close() {
    tokenizer.close();
  }
}
