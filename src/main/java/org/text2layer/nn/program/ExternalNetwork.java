package org.text2layer.nn.program;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.text2layer.folder.FileSignature;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;

/**
 * A network of any structure from a user's file, on the CPU: ONNX, run by ONNX Runtime, or
 * TorchScript, run by libtorch. Thread-safe until closed.
 */
public final class ExternalNetwork implements AutoCloseable {
  /**
   * Of each call. More would round sums in another order, and results would depend on how many
   * processors there are and how many workers share them.
   */
  private static final Map<String, String> ONE_THREAD =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

  private final Path file;
  private final Model model;
  private final List<String> inputs;
  private final String checksum;

  private ExternalNetwork(Path file, Model model, List<String> inputs, String checksum) {
    this.file = file;
    this.model = model;
    this.inputs = inputs;
    this.checksum = checksum;
  }

  /**
   * An ONNX model, whose weights may be in files beside it, in its own folder. Each call has one
   * thread.
   *
   * @throws WeightsException if the file is missing or not ONNX, or names a file outside its folder
   */
  public static ExternalNetwork onnx(Path file) {
    List<Path> external = OnnxFile.externalData(file);
    Path folder = file.toAbsolutePath().getParent();
    return load(
        "OnnxRuntime",
        "an ONNX model",
        file,
        external,
        model -> {
          model.load(folder, file.getFileName().toString(), ONE_THREAD);
          return model.getBlock().describeInput().keys();
        });
  }

  /**
   * What torch.jit.save wrote. The archive holds pickles, but libtorch reads them with an unpickler
   * of its own that makes tensors and the archive's own classes only.
   *
   * @throws WeightsException if the file is missing or not a TorchScript archive
   */
  public static ExternalNetwork torchScript(Path file) {
    TorchScriptArchive.require(file);
    return load(
        "PyTorch",
        "a TorchScript archive",
        file,
        List.of(),
        model -> {
          try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            model.load(stream);
          }
          return List.of();
        });
  }

  /** How an engine takes the file, and what it calls the inputs. */
  private interface Loading {
    List<String> into(Model model) throws IOException, MalformedModelException;
  }

  private static ExternalNetwork load(
      String engine, String kind, Path file, List<Path> external, Loading loading) {
    Model model = Model.newInstance(file.getFileName().toString(), engine);
    try {
      List<String> inputs = loading.into(model);
      StringBuilder checksum = new StringBuilder(Checksum.of(file));
      for (Path data : external) {
        checksum.append(" + ").append(data.getFileName()).append(' ').append(Checksum.of(data));
      }
      return new ExternalNetwork(file, model, List.copyOf(inputs), checksum.toString());
    } catch (IOException | MalformedModelException | EngineException error) {
      model.close();
      String found =
          FileSignature.of(file)
              .map(FileSignature::toString)
              .orElse("could not read one (" + firstLine(error) + "): check the file");
      throw new WeightsException("Expected %s in %s but %s.".formatted(kind, file, found), error);
    }
  }

  /** Where it was read. */
  public Path file() {
    return file;
  }

  /** Of the file, and of those beside it that it names. */
  public String checksum() {
    return checksum;
  }

  /** What an ONNX model calls its inputs, in their order; TorchScript's have places only. */
  public List<String> inputs() {
    return inputs;
  }

  /** Where a call's arrays are made; whoever asks closes it. */
  public NDManager newScope() {
    return model.getNDManager().newSubManager();
  }

  /**
   * Calls it; what it returns belongs to the scope. Inputs are taken by name if they have one, else
   * by their places.
   *
   * @param advice what to do about a network that fails with such inputs
   * @throws WeightsException if it does
   */
  public NDList forward(NDManager scope, NDList arrays, String advice) {
    try {
      ParameterStore store = new ParameterStore(scope, false);
      NDList outputs = model.getBlock().forward(store, arrays, false);
      outputs.attach(scope);
      return outputs;
    } catch (EngineException | IllegalArgumentException error) {
      throw new WeightsException(
          "Expected %s to take %s but it failed (%s): %s."
              .formatted(file, Arrays.toString(arrays.getShapes()), firstLine(error), advice),
          error);
    }
  }

  /**
   * An output's numbers of 16 or 32 bits.
   *
   * @throws WeightsException if one of them is not finite
   */
  public float[] finite(NDArray output) {
    float[] values = output.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new WeightsException(
            "Expected finite numbers from %s but value %s of its output is %s: check what it is given."
                .formatted(file, i, values[i]));
      }
    }
    return values;
  }

  static String firstLine(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** Native arrays held now, for leak tests. */
  public int openArrays() {
    return model.getNDManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    model.close();
  }
}
