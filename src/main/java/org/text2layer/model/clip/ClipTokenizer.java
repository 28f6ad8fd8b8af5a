package org.text2layer.model.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.text2layer.model.NativeTokenizer;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;

/**
 * CLIP's byte-pair encoding (Radford et al. 2021) with the rules of transformers' CLIPTokenizer, by
 * Hugging Face's own tokenizer code. Thread-safe until closed.
 */
final class ClipTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final ClipTokenizerFiles files;
  private final int vocabulary;
  private final int positions;
  private final long padding;

  private ClipTokenizer(HuggingFaceTokenizer tokenizer, ClipTokenizerFiles files) {
    this.tokenizer = tokenizer;
    this.files = files;
    vocabulary = files.size();
    positions = files.positions();
    padding = files.paddingId();
  }

  /** The files without which {@link #load} refuses. */
  static List<String> files(ModelFiles folder, String name) {
    return ClipTokenizerFiles.names(folder, name);
  }

  /**
   * Reads vocab.json and merges.txt, or else tokenizer.json, which transformers 5 writes instead.
   * From tokenizer_config.json and special_tokens_map.json, where they exist, come the length and
   * the padding token. The second file wins, as in transformers. Added tokens, which textual
   * inversion makes, are one id each; of a concept with several vectors each has to be named, as in
   * "&lt;cat&gt; &lt;cat&gt;_1".
   *
   * @param name of the tokenizer's folder in the model's; "." if it is the same
   * @throws WeightsException if they are missing or not CLIP's
   */
  public static ClipTokenizer load(ModelFiles folder, String name) {
    try {
      return of(ClipTokenizerFiles.read(folder, name));
    } catch (WeightsException error) { // of a file or a library, and says it
      throw error;
    } catch (IOException | RuntimeException error) {
      throw new WeightsException(
          "Expected CLIP's tokenizer in %s of %s but it does not fit (%s): take the whole tokenizer from one model."
              .formatted(
                  String.join(" and ", files(folder, name)), folder.path(), error.getMessage()),
          error);
    }
  }

  private static ClipTokenizer of(ClipTokenizerFiles files) throws IOException {
    byte[] json = files.composed().getBytes(StandardCharsets.UTF_8);
    try (InputStream stream = new ByteArrayInputStream(json)) {
      HuggingFaceTokenizer tokenizer = NativeTokenizer.open(stream);
      files.newTokens().forEach((token, id) -> requireOneId(tokenizer, token, id));
      return new ClipTokenizer(tokenizer, files);
    }
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

  /**
   * Checks that a model knows all tokens and positions; closed if not.
   *
   * @throws WeightsException if it does not
   */
  void requireWithin(ClipTextConfiguration model) {
    if (vocabulary > model.vocabulary() || positions > model.positions()) {
      close();
      throw new WeightsException(
          "Expected a tokenizer within the text encoder's %s tokens and %s positions but it has %s and %s: take both from one model."
              .formatted(model.vocabulary(), model.positions(), vocabulary, positions));
    }
  }

  /**
   * Writes what {@link #load} reads.
   *
   * @param name of the tokenizer's folder in the model's
   */
  void write(ModelFolder folder, String name) {
    files.write(folder, name);
  }

  /** Tells tokenizers apart. */
  String checksum() {
    return files.checksum();
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
