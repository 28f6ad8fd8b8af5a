package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.program.ExternalNetwork;
import org.text2layer.nn.weights.WeightsException;

/** A salient object network from a user's file. Thread-safe until closed. */
final class ExternalSalientObjectDetector implements SalientObjectDetector {
  private final ExternalNetwork network;
  private final DetectorConfiguration configuration;

  private ExternalSalientObjectDetector(
      ExternalNetwork network, DetectorConfiguration configuration) {
    this.network = network;
    this.configuration = configuration;
  }

  static ExternalSalientObjectDetector onnx(Path file, DetectorConfiguration configuration) {
    return new ExternalSalientObjectDetector(ExternalNetwork.onnx(file), configuration);
  }

  static ExternalSalientObjectDetector torchScript(Path file, DetectorConfiguration configuration) {
    return new ExternalSalientObjectDetector(ExternalNetwork.torchScript(file), configuration);
  }

  @Override
  public Mask detect(RgbImage picture) {
    DetectorPictures pictures = new DetectorPictures(configuration);
    float[] output = output(pictures.input(picture));
    return pictures.mask(output, picture.width(), picture.height());
  }

  private float[] output(float[] input) {
    try (NDManager scope = network.newScope()) {
      Shape shape = new Shape(1, 3, configuration.height(), configuration.width());
      NDList inputs = new NDList(scope.create(input, shape));
      NDList outputs =
          network.forward(scope, inputs, "declare the network's own input size, of one array");
      return network.finite(checked(outputs));
    }
  }

  private NDArray checked(NDList outputs) {
    if (configuration.output() >= outputs.size()) {
      throw new WeightsException(
          "Expected output number %s of %s but it has %s: declare another, from 0."
              .formatted(configuration.output(), network.file(), outputs.size()));
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
                  network.file(),
                  type,
                  shape));
    }
    return output;
  }

  @Override
  public String description() {
    return "detector %s, file %s, %s"
        .formatted(network.file().getFileName(), network.checksum(), configuration);
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return network.openArrays();
  }

  @Override
  public void close() {
    network.close();
  }
}
