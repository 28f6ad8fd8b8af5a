package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.Weights;

/**
 * The detector whose weights ship with the jar, trained on Emoji Scenes: sees 256 x 256 pixels, so
 * other sizes are resampled there and back. Thread-safe until closed.
 */
public final class EmbeddedSalientObjectDetector implements SalientObjectDetector {
  private static final int SIZE = SalientObjectNetwork.SIDE;

  private final NDManager manager;
  private final SalientObjectNetwork network;

  private EmbeddedSalientObjectDetector(NDManager manager, SalientObjectNetwork network) {
    this.manager = manager;
    this.network = network;
  }

  /** Loads the weights onto the best device. */
  public static EmbeddedSalientObjectDetector load() {
    return load(ComputeDevice.best());
  }

  /** Loads the weights onto this device. */
  public static EmbeddedSalientObjectDetector load(ComputeDevice device) {
    NDManager manager = device.newManager();
    return new EmbeddedSalientObjectDetector(manager, Pretrained.salientObjectNetwork(manager));
  }

  /**
   * The same network with other weights, as a training on pictures of one's own leaves them.
   *
   * @param weights safetensors
   * @throws org.text2layer.nn.weights.WeightsException if they are of another network, or
   *     unreadable
   */
  public static EmbeddedSalientObjectDetector load(Path weights, ComputeDevice device) {
    NDManager manager = device.newManager();
    try (Safetensors tensors = Safetensors.open(weights)) {
      SalientObjectNetwork network = SalientObjectNetwork.withoutWeights();
      Weights.load(network, manager, tensors);
      return new EmbeddedSalientObjectDetector(manager, network);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  @Override
  public Mask detect(RgbImage picture) {
    boolean fits = picture.width() == SIZE && picture.height() == SIZE;
    RgbImage input = fits ? picture : picture.resized(SIZE, SIZE, Resampling.BILINEAR);
    try (NDManager scope = manager.newSubManager()) {
      NDArray output = network.masks(PictureTensors.ofPictures(scope, List.of(input)));
      Mask mask = PictureTensors.ofProbabilities(output).get(0);
      return fits ? mask : mask.resized(picture.width(), picture.height(), Resampling.BILINEAR);
    }
  }

  @Override
  public String description() {
    return "embedded detector, weights " + Weights.checksum(network);
  }

  @Override
  public String madeFor() {
    return "The embedded detector is made for drawings of one object, as emoji are. For photographs take one from a file, as SalientObjectDetector.onnx(file, DetectorConfiguration.isNet()): docs/detectors.md.";
  }

  @Override
  public void close() {
    manager.close();
  }
}
