package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Weights;

/**
 * The detector whose weights ship with the jar, trained on Emoji Scenes: sees 256 x 256 pixels, so
 * other sizes are resampled there and back. Thread-safe until closed.
 */
public final class EmbeddedSalientObjectDetector implements SalientObjectDetector {
  private static final int SIZE = 256;

  private final NDManager manager;
  private final SalientObjectNetwork network;

  private EmbeddedSalientObjectDetector(NDManager manager) {
    this.manager = manager;
    network = Pretrained.salientObjectNetwork(manager);
  }

  /** Loads the weights onto the best device. */
  public static EmbeddedSalientObjectDetector load() {
    return load(ComputeDevice.best());
  }

  /** Loads the weights onto this device. */
  public static EmbeddedSalientObjectDetector load(ComputeDevice device) {
    return new EmbeddedSalientObjectDetector(device.newManager());
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
  public void close() {
    manager.close();
  }
}
