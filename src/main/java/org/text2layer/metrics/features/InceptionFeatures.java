package org.text2layer.metrics.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.program.ScriptModule;
import org.text2layer.nn.weights.WeightsException;

/**
 * The 2,048 features of Clean-FID's own Inception, from the user's copy of inception-2015-12-05.pt:
 * distances on them compare with published ones (mode "clean").
 *
 * <p>Pictures in 8 bits are resized to 299 x 299 as {@code build_resizer("clean")} does: bicubic,
 * antialiased, in 32-bit floats, clipped to [0, 255], not rounded. Clean-FID then calls the file's
 * inner layers on (x − 128) / 128; here its forward is called with return_features=True, as
 * Clean-FID's own resize_inside does, whose resize leaves 299 x 299 as it is but for rounding. The
 * file was not at hand when this was written: what is tested is the interface. Thread-safe until
 * closed.
 */
public final class InceptionFeatures implements PictureFeatures {
  private static final int SIZE = 299;
  private static final int WIDTH = 2048;
  private static final int LEVELS = 255;
  private static final int PICTURES_AT_ONCE = 8;

  private final Path file;
  private final NDManager manager;
  private final ScriptModule inception;

  private InceptionFeatures(Path file, NDManager manager, ScriptModule inception) {
    this.file = file;
    this.manager = manager;
    this.inception = inception;
  }

  /**
   * Loads the file.
   *
   * @param file a TorchScript archive, which is a program: take it from its source
   *     (stylegan2-ada-pytorch/pretrained/metrics, by NVIDIA) only
   * @throws WeightsException if it is missing or not a TorchScript archive
   */
  public static InceptionFeatures load(Path file, ComputeDevice device) {
    return load(file, device.newManager());
  }

  /** The same; the manager is closed with the features. */
  static InceptionFeatures load(Path file, NDManager manager) {
    try {
      return new InceptionFeatures(
          file, manager, ScriptModule.load(manager, file, "return_features"));
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  @Override
  public String network() {
    return "Clean-FID's Inception (" + file.getFileName() + ")";
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public List<float[]> of(List<RgbImage> pictures) {
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += PICTURES_AT_ONCE) {
      int to = Math.min(pictures.size(), from + PICTURES_AT_ONCE);
      features.addAll(batch(pictures.subList(from, to)));
    }
    return features;
  }

  private List<float[]> batch(List<RgbImage> pictures) {
    float[] all = new float[pictures.size() * 3 * SIZE * SIZE];
    for (int i = 0; i < pictures.size(); i++) {
      fill(all, i * 3 * SIZE * SIZE, pictures.get(i));
    }
    List<float[]> features = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(all, new Shape(pictures.size(), 3, SIZE, SIZE));
      NDArray output = inception.forward(input);
      if (output.size() != (long) pictures.size() * WIDTH) {
        throw new WeightsException(
            "Expected %s features a picture from %s but it gives %s for %s pictures: give Clean-FID's inception-2015-12-05.pt."
                .formatted(WIDTH, file, output.getShape(), pictures.size()));
      }
      float[] values = output.toFloatArray();
      for (int i = 0; i < pictures.size(); i++) {
        features.add(Arrays.copyOfRange(values, i * WIDTH, (i + 1) * WIDTH));
      }
    }
    return features;
  }

  private static void fill(float[] all, int start, RgbImage picture) {
    float[] levels = picture.toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.round(LEVELS * levels[i]);
    }
    float[] resized =
        Resampler.of(picture.width(), picture.height(), SIZE, SIZE, Resampling.BICUBIC)
            .resize(levels, 3, LEVELS);
    for (int pixel = 0; pixel < SIZE * SIZE; pixel++) {
      for (int channel = 0; channel < 3; channel++) {
        all[start + channel * SIZE * SIZE + pixel] = resized[3 * pixel + channel];
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
