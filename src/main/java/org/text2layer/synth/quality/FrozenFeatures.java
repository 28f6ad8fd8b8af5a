package org.text2layer.synth.quality;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EfficientNet;
import org.text2layer.model.EfficientNetConfiguration;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.ComputeDevice;
import org.text2layer.nn.Safetensors;
import org.text2layer.nn.Weights;

/**
 * What the filters' output neurons read: the pooled features of an EfficientNet that is not trained
 * any further, each picture seen at 224 x 224. Thread-safe until closed.
 */
public final class FrozenFeatures implements AutoCloseable {
  private static final int SIZE = 224;

  /** Fixed, so that a sample's features depend on its place in the list only in the last bits. */
  private static final int PICTURES_AT_ONCE = 16;

  private final String network;
  private final NDManager manager;
  private final EfficientNet efficientNet;

  private FrozenFeatures(String network, NDManager manager, EfficientNet efficientNet) {
    this.network = network;
    this.manager = manager;
    this.efficientNet = efficientNet;
  }

  /** The embedded EfficientNet-Lite0, on the best device. */
  public static FrozenFeatures lite0() {
    return lite0(ComputeDevice.best());
  }

  /** The embedded EfficientNet-Lite0. */
  public static FrozenFeatures lite0(ComputeDevice device) {
    return lite0(device.newManager());
  }

  /** The same; the manager is closed with the features. */
  static FrozenFeatures lite0(NDManager manager) {
    return new FrozenFeatures("efficientnet-lite0", manager, Pretrained.efficientNetLite0(manager));
  }

  /**
   * Another variant from a file, as the paper's {@link EfficientNetConfiguration#b0()}; its
   * filters' heads have to be trained on its own features.
   *
   * @param weights safetensors with timm's names
   * @throws org.text2layer.nn.WeightsException if they are of another architecture or unreadable
   */
  public static FrozenFeatures of(
      EfficientNetConfiguration configuration, Path weights, ComputeDevice device) {
    NDManager manager = device.newManager();
    try (Safetensors tensors = Safetensors.open(weights)) {
      EfficientNet efficientNet = EfficientNet.classifier(configuration);
      Weights.load(efficientNet, manager, tensors);
      return new FrozenFeatures(weights.getFileName().toString(), manager, efficientNet);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /** Which network: heads trained on another one do not fit. */
  public String network() {
    return network;
  }

  /** The network and its weights by their checksum. */
  String description() {
    return "%s, weights %s".formatted(network, Weights.checksum(efficientNet));
  }

  /** Features a sample has for this filter. */
  public int length(FilterKind filter) {
    return filter.viewCount() * efficientNet.configuration().pooled();
  }

  /** The features of each sample's views, one after the other. */
  public List<float[]> of(FilterKind filter, List<QualitySample> samples) {
    int together = PICTURES_AT_ONCE / filter.viewCount();
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += together) {
      int to = Math.min(samples.size(), from + together);
      features.addAll(batch(filter, samples.subList(from, to)));
    }
    return features;
  }

  private List<float[]> batch(FilterKind filter, List<QualitySample> samples) {
    List<RgbImage> pictures = new ArrayList<>();
    for (QualitySample sample : samples) {
      for (RgbImage view : filter.views(sample)) {
        pictures.add(view.resized(SIZE, SIZE, Resampling.BILINEAR));
      }
    }
    int length = length(filter);
    List<float[]> features = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      float[] all = efficientNet.pooled(PictureTensors.ofPictures(scope, pictures)).toFloatArray();
      for (int i = 0; i < samples.size(); i++) {
        features.add(Arrays.copyOfRange(all, i * length, (i + 1) * length));
      }
    }
    return features;
  }

  @Override
  public void close() {
    manager.close();
  }
}
