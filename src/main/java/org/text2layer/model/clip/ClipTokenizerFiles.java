package org.text2layer.model.clip;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.ModelFolder;

/**
 * What CLIP's tokenizer is made of, in the files that transformers 4 or 5 writes.
 *
 * @param vocabulary ids by tokens
 * @param merges pairs of tokens, in their order
 * @param added ids of tokens that textual inversion made, and of some that the vocabulary has
 * @param padding the token that texts are filled up with
 * @param paddingIsText whether such a token in a text is a word of it, as in OpenCLIP's own
 *     tokenizer, and not padding too, as in transformers'
 * @param positions ids that every text gets
 */
record ClipTokenizerFiles(
    JsonObject vocabulary,
    List<String> merges,
    JsonObject added,
    String padding,
    boolean paddingIsText,
    int positions) {
  private static final String BEGIN = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  private static final String VOCABULARY = "vocab.json";
  private static final String MERGES = "merges.txt";
  private static final String ADDED = "added_tokens.json";
  private static final String WHOLE = "tokenizer.json";
  private static final String SETTINGS = "tokenizer_config.json";
  private static final String LENGTH = "model_max_length";
  private static final String PADDING = "pad_token";

  /** Our own field, which transformers does not know. */
  private static final String PADDING_IS_TEXT = "pad_token_is_text";

  private static final String WORD_END = "</w>";
  private static final int POSITIONS = 77;

  /** Checks that the vocabulary has what is named. */
  ClipTokenizerFiles {
    merges = List.copyOf(merges);
    for (String token : List.of(BEGIN, END, padding)) {
      if (!vocabulary.has(token)) {
        throw new IllegalArgumentException("the vocabulary lacks " + token);
      }
    }
  }

  /** The files without which {@link #read} fails: tokenizer.json only where it has to serve. */
  static List<String> names(ModelFiles folder, String name) {
    List<String> two = List.of(in(name, VOCABULARY), in(name, MERGES));
    String whole = in(name, WHOLE);
    return folder.has(whole) && !two.stream().allMatch(folder::has) ? List.of(whole) : two;
  }

  /** Reads them; what does not fit is an unchecked exception of any kind. */
  static ClipTokenizerFiles read(ModelFiles folder, String name) {
    JsonObject settings = folder.jsonOrEmpty(in(name, SETTINGS));
    JsonObject special = folder.jsonOrEmpty(in(name, "special_tokens_map.json"));
    List<String> names = names(folder, name);
    boolean one = names.size() == 1;
    JsonObject whole = one ? folder.json(names.get(0)) : new JsonObject();
    JsonObject vocabulary = one ? vocabulary(whole) : folder.json(names.get(0));
    return new ClipTokenizerFiles(
        vocabulary,
        one ? merges(whole) : merges(folder.text(names.get(1))),
        one ? added(whole, vocabulary) : folder.jsonOrEmpty(in(name, ADDED)),
        text(special, PADDING).or(() -> text(settings, PADDING)).orElse(END),
        Stream.of(special, settings).anyMatch(json -> json.has(PADDING_IS_TEXT)),
        positions(settings));
  }

  private static String in(String folder, String file) {
    return folder.equals(".") ? file : folder + "/" + file;
  }

  private static JsonObject vocabulary(JsonObject whole) {
    JsonObject model = whole.getAsJsonObject("model");
    if (model == null || !text(model, "end_of_word_suffix").equals(Optional.of(WORD_END))) {
      throw new IllegalArgumentException("it is no byte-pair encoding with words' end " + WORD_END);
    }
    return model.getAsJsonObject("vocab");
  }

  /** Each is a text, or a pair of texts. */
  private static List<String> merges(JsonObject whole) {
    List<String> merges = new ArrayList<>();
    for (JsonElement merge : whole.getAsJsonObject("model").getAsJsonArray("merges")) {
      merges.add(
          merge instanceof JsonArray pair
              ? pair.get(0).getAsString() + " " + pair.get(1).getAsString()
              : merge.getAsString());
    }
    return merges;
  }

  private static List<String> merges(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#version")).toList();
  }

  private static JsonObject added(JsonObject whole, JsonObject vocabulary) {
    JsonObject added = new JsonObject();
    for (JsonElement element : whole.getAsJsonArray("added_tokens")) {
      JsonObject token = element.getAsJsonObject();
      String content = token.get("content").getAsString();
      if (!token.get("id").equals(vocabulary.get(content))) {
        added.add(content, token.get("id"));
      }
    }
    return added;
  }

  /** A token as a text, or as an object with its content. */
  private static Optional<String> text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    JsonElement content = value instanceof JsonObject object ? object.get("content") : value;
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

  /** Those that the vocabulary lacks, by their ids: some files repeat what it has. */
  Map<String, Integer> newTokens() {
    Map<String, Integer> tokens = new LinkedHashMap<>();
    added.entrySet().stream()
        .filter(token -> !token.getValue().equals(vocabulary.get(token.getKey())))
        .sorted(Comparator.comparingInt(token -> token.getValue().getAsInt()))
        .forEach(token -> tokens.put(token.getKey(), token.getValue().getAsInt()));
    return tokens;
  }

  /** One more than the largest id. */
  int size() {
    Stream<Integer> known = vocabulary.asMap().values().stream().map(JsonElement::getAsInt);
    return 1 + Stream.concat(known, newTokens().values().stream()).max(Integer::compare).orElse(0);
  }

  long paddingId() {
    return vocabulary.get(padding).getAsLong();
  }

  /** All of it as one tokenizer.json, with the rules that all CLIPs have. */
  String composed() {
    JsonObject json = rules();
    JsonArray pairs = new JsonArray();
    merges.forEach(pairs::add);
    JsonObject model = json.getAsJsonObject("model");
    model.add("vocab", vocabulary);
    model.add("merges", pairs);
    JsonArray tokens = new JsonArray();
    Stream.of(BEGIN, END, padding)
        .limit(paddingIsText ? 2 : 3)
        .distinct()
        .forEach(token -> tokens.add(entry(token, vocabulary.get(token), true)));
    newTokens().keySet().forEach(token -> tokens.add(entry(token, added.get(token), false)));
    json.add("added_tokens", tokens);
    JsonObject around = json.getAsJsonObject("post_processor");
    around.add("cls", pair(BEGIN));
    around.add("sep", pair(END));
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

  private JsonArray pair(String token) {
    JsonArray pair = new JsonArray();
    pair.add(token);
    pair.add(vocabulary.get(token));
    return pair;
  }

  private static JsonObject rules() {
    InputStream stream = ClipTokenizerFiles.class.getResourceAsStream("clip-tokenizer.json");
    try (InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException error) {
      throw new IllegalStateException("Expected the tokenizer's rules in the jar.", error);
    }
  }

  void write(ModelFolder folder, String name) {
    folder.write(in(name, VOCABULARY), vocabulary);
    folder.write(in(name, MERGES), "#version: 0.2\n" + String.join("\n", merges) + "\n");
    if (added.size() > 0) {
      folder.write(in(name, ADDED), added);
    }
    JsonObject settings = new JsonObject();
    settings.addProperty("tokenizer_class", "CLIPTokenizer");
    settings.addProperty("bos_token", BEGIN);
    settings.addProperty("eos_token", END);
    settings.addProperty("unk_token", END);
    settings.addProperty(PADDING, padding);
    if (paddingIsText) {
      settings.addProperty(PADDING_IS_TEXT, true);
    }
    settings.addProperty(LENGTH, positions);
    folder.write(in(name, SETTINGS), settings);
  }

  /** Tells tokenizers apart; as first written, so that older trainings go on. */
  String checksum() {
    return Checksum.of(
        "Source[vocabulary=%s, merges=%s, added=%s, padding=%s] %s%s"
            .formatted(
                vocabulary, merges, added, padding, positions, paddingIsText ? " text" : ""));
  }
}
