package org.text2layer.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.text2layer.folder.FileSignature;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.program.OnnxFile;
import org.text2layer.nn.program.TorchScriptArchive;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;

/**
 * A salient object network from a user's file, with any structure: ONNX (run by ONNX Runtime) or
 * TorchScript (run by libtorch), on the CPU. Thread-safe until closed.
 */
final class ExternalSalientObjectDetector implements SalientObjectDetector {
  /**
   * Of each call. More would round sums in another order, and masks would depend on how many
   * processors there are and how many workers share them.
   */
  private static final Map<String, String> ONE_THREAD =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

  private final Path file;
  private final Model model;
  private final DetectorConfiguration configuration;
  private final String checksum;

  private ExternalSalientObjectDetector(
      Path file, Model model, DetectorConfiguration configuration, String checksum) {
    this.file = file;
    this.model = model;
    this.configuration = configuration;
    this.checksum = checksum;
  }

  static ExternalSalientObjectDetector onnx(Path file, DetectorConfiguration configuration) {
    List<Path> external = OnnxFile.externalData(file);
    Path folder = file.toAbsolutePath().getParent();
    return load(
        "OnnxRuntime",
        "an ONNX model",
        file,
        configuration,
        external,
        model -> model.load(folder, file.getFileName().toString(), ONE_THREAD));
  }

  /**
   * The archive holds pickles, but libtorch reads them with an unpickler of its own that makes
   * tensors and the archive's own classes only.
   */
  static ExternalSalientObjectDetector torchScript(Path file, DetectorConfiguration configuration) {
    TorchScriptArchive.require(file);
    return load(
        "PyTorch",
        "a TorchScript archive",
        file,
        configuration,
        List.of(),
        model -> {
          try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            model.load(stream);
          }
        });
  }

  /** How an engine takes the file. */
  private interface Loading {
    void into(Model model) throws IOException, MalformedModelException;
  }

  private static ExternalSalientObjectDetector load(
      String engine,
      String kind,
      Path file,
      DetectorConfiguration configuration,
      List<Path> external,
      Loading loading) {
    Model model = Model.newInstance(file.getFileName().toString(), engine);
    try {
      loading.into(model);
      StringBuilder checksum = new StringBuilder(Checksum.of(file));
      for (Path data : external) {
        checksum.append(" + ").append(data.getFileName()).append(' ').append(Checksum.of(data));
      }
      return new ExternalSalientObjectDetector(file, model, configuration, checksum.toString());
    } catch (IOException | MalformedModelException | EngineException error) {
      model.close();
      String found =
          FileSignature.of(file)
              .map(FileSignature::toString)
              .orElse("could not read one (" + firstLine(error) + "): check the file");
      throw new WeightsException("Expected %s in %s but %s.".formatted(kind, file, found), error);
    }
  }

  @Override
  public Mask detect(RgbImage picture) {
    DetectorPictures pictures = new DetectorPictures(configuration);
    float[] output = finite(output(pictures.input(picture)));
    return pictures.mask(output, picture.width(), picture.height());
  }

  private float[] output(float[] input) {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      Shape shape = new Shape(1, 3, configuration.height(), configuration.width());
      NDArray array = scope.create(input, shape);
      ParameterStore store = new ParameterStore(scope, false);
      NDList outputs = model.getBlock().forward(store, new NDList(array), false);
      outputs.attach(scope);
      return checked(outputs).toFloatArray();
    } catch (EngineException | IllegalArgumentException error) {
      throw new WeightsException(
          "Expected %s to take one array (1, 3, %s, %s) but it failed (%s): declare the network's own input size."
              .formatted(file, configuration.height(), configuration.width(), firstLine(error)),
          error);
    }
  }

  private NDArray checked(NDList outputs) {
    if (configuration.output() >= outputs.size()) {
      throw new WeightsException(
          "Expected output number %s of %s but it has %s: declare another, from 0."
              .formatted(configuration.output(), file, outputs.size()));
    }
    NDArray output = outputs.get(configuration.output());
    Shape shape = output.getShape();
    int axes = shape.dimension();
    boolean fits =
        axes >= 2
            && shape.size() == (long) configuration.width() * configuration.height()
            && shape.get(axes - 1) == configuration.width();
    DataType type = output.getDataType();
    if (!fits || type != DataType.FLOAT32 && type != DataType.FLOAT16) {
      throw new WeightsException(
          "Expected one 16- or 32-bit mask of %sx%s from output %s of %s but it gives %s %s: declare another output or size."
              .formatted(
                  configuration.width(),
                  configuration.height(),
                  configuration.output(),
                  file,
                  type,
                  shape));
    }
    return output;
  }

  private float[] finite(float[] output) {
    for (int i = 0; i < output.length; i++) {
      if (!Float.isFinite(output[i])) {
        throw new WeightsException(
            "Expected finite numbers from %s but value %s of its mask is %s: check its normalisation."
                .formatted(file, i, output[i]));
      }
    }
    return output;
  }

  private static String firstLine(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
  }

  @Override
  public String description() {
    return "detector %s, file %s, %s".formatted(file.getFileName(), checksum, configuration);
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return model.getNDManager().getManagedArrays().size();
  }

  @Override
  public void close() {
    model.close();
  }
}
