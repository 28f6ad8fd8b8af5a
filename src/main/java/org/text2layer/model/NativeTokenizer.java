package org.text2layer.model;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.text2layer.nn.weights.WeightsException;

/** Opens Hugging Face's tokenizers, which a native library runs. */
public final class NativeTokenizer {
  /** Texts come whole: whoever asks cuts and fills them up, whatever the file says. */
  private static final Map<String, String> OPTIONS =
      Map.of("padding", "false", "truncation", "false");

  private NativeTokenizer() {}

  /**
   * A tokenizer that neither pads nor truncates; close it.
   *
   * @param json its tokenizer.json
   * @throws IOException if it cannot be read
   * @throws WeightsException if the native library cannot be unpacked or does not load
   */
  public static HuggingFaceTokenizer open(InputStream json) throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(json, OPTIONS);
    } catch (EngineException error) { // DJL only logs why it could not be unpacked
      throw new WeightsException(
          "Expected to unpack the tokenizers' native library into %s and to load it but it failed (%s): check the free space of that folder, or set DJL_CACHE_DIR to one that can be written."
              .formatted(Utils.getEngineCacheDir("tokenizers"), error.getMessage()),
          error);
    }
  }
}
