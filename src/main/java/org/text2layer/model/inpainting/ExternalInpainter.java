package org.text2layer.model.inpainting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.InpainterConfiguration.Input;
import org.text2layer.model.inpainting.InpainterConfiguration.Output;
import org.text2layer.nn.program.ExternalNetwork;
import org.text2layer.nn.weights.WeightsException;

/** An inpainting network from a user's file. Thread-safe until closed. */
final class ExternalInpainter implements Inpainter {
  private static final String IMAGE = "image";
  private static final String MASK = "mask";
  private static final String ADVICE =
      "give it as its makers export it, or another InpainterConfiguration";

  /**
   * MI-GAN's pipeline mixes what it is given into some pixels along the hole's edge: the
   * surroundings' colours do there, what is to vanish does not.
   */
  private static final SmoothInpainter SMOOTH = new SmoothInpainter();

  private final ExternalNetwork network;
  private final InpainterConfiguration configuration;

  private ExternalInpainter(ExternalNetwork network, InpainterConfiguration configuration) {
    this.network = network;
    this.configuration = configuration;
  }

  static ExternalInpainter onnx(Path file, InpainterConfiguration configuration) {
    ExternalNetwork network = ExternalNetwork.onnx(file);
    List<String> inputs = network.inputs();
    if (!Set.copyOf(inputs).equals(Set.of(IMAGE, MASK))) {
      network.close();
      throw new WeightsException(
          "Expected the inputs image and mask of an inpainter in %s but it has %s: %s."
              .formatted(file, inputs, ADVICE));
    }
    return new ExternalInpainter(network, configuration);
  }

  static ExternalInpainter torchScript(Path file, InpainterConfiguration configuration) {
    return new ExternalInpainter(ExternalNetwork.torchScript(file), configuration);
  }

  @Override
  public RgbImage inpaint(RgbImage picture, Mask hole) {
    Inpainter.requireFillable(picture, hole);
    if (hole.area() == 0) {
      return picture;
    }
    HoleFrame frame = HoleFrame.around(hole, configuration);
    RgbImage filled = output(frame.of(SMOOTH.inpaint(picture, hole)), frame.of(hole));
    return Inpainter.pasted(picture, frame.pasted(picture, filled), hole);
  }

  /** All that the network makes of a picture, outside the hole too. */
  RgbImage output(RgbImage picture, Mask hole) {
    InpainterPictures pictures =
        InpainterPictures.of(configuration, picture.width(), picture.height());
    try (NDManager scope = network.newScope()) {
      NDArray image = array(scope, pictures.image(picture), 3, pictures);
      byte[] holes = pictures.hole(hole);
      NDArray mask =
          array(scope, configuration.input() == Input.WHOLE ? inverted(holes) : holes, 1, pictures);
      if (!network.inputs().isEmpty()) {
        image.setName(IMAGE);
        mask.setName(MASK);
      }
      NDList outputs = network.forward(scope, new NDList(image, mask), ADVICE);
      return pictures.picture(levels(checked(outputs, image.getShape())));
    }
  }

  private NDArray array(NDManager scope, byte[] levels, int channels, InpainterPictures pictures) {
    Shape shape = new Shape(1, channels, pictures.paddedHeight(), pictures.paddedWidth());
    if (configuration.input() == Input.WHOLE) {
      return scope.create(ByteBuffer.wrap(levels), shape, DataType.UINT8);
    }
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (levels[i] & 0xff) / 255f;
    }
    return scope.create(values, shape);
  }

  private static byte[] inverted(byte[] levels) {
    byte[] inverted = new byte[levels.length];
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~levels[i];
    }
    return inverted;
  }

  private NDArray checked(NDList outputs, Shape shape) {
    NDArray first = outputs.head();
    DataType type = first.getDataType();
    boolean numbers =
        type == DataType.FLOAT32
            || type == DataType.FLOAT16
            || type == DataType.UINT8 && configuration.output() == Output.LEVELS;
    if (outputs.size() != 1 || !numbers || !first.getShape().equals(shape)) {
      throw new WeightsException(
          "Expected one picture %s from %s but it gives %s output%s, the first %s %s: %s."
              .formatted(
                  shape,
                  network.file(),
                  outputs.size(),
                  outputs.size() == 1 ? "" : "s",
                  type,
                  first.getShape(),
                  ADVICE));
    }
    return first;
  }

  /** Rounded down, as the networks' own code does it. */
  private byte[] levels(NDArray output) {
    if (output.getDataType() == DataType.UINT8) {
      byte[] levels = new byte[Math.toIntExact(output.size())];
      output.toByteBuffer().get(levels);
      return levels;
    }
    float white = configuration.output() == Output.UNIT ? 255 : 1;
    float[] values = network.finite(output);
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (int) Math.max(0, Math.min(255, values[i] * white));
    }
    return levels;
  }

  @Override
  public String description() {
    return "inpainter %s, file %s, %s"
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
