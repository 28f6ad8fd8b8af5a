package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.Weights;

/**
 * The pooled features of an EfficientNet that is not trained any further, each picture seen at 224
 * x 224. Thread-safe until closed.
 */
public final class EfficientNetFeatures implements AutoCloseable {
  private static final int SIZE = 224;

  /** Fixed, so that a picture's features depend on its place in the list only in the last bits. */
  private static final int PICTURES_AT_ONCE = 16;

  private final String network;
  private final Resampling filter;
  private final NDManager manager;
  private final EfficientNet efficientNet;

  private EfficientNetFeatures(
      String network, Resampling filter, NDManager manager, EfficientNet efficientNet) {
    this.network = network;
    this.filter = filter;
    this.manager = manager;
    this.efficientNet = efficientNet;
  }

  /**
   * The embedded EfficientNet-Lite0.
   *
   * @param filter that resizes the pictures
   * @param manager on whose device it runs; closed with the features
   */
  public static EfficientNetFeatures lite0(Resampling filter, NDManager manager) {
    EfficientNet lite0 = Pretrained.efficientNetLite0(manager);
    return new EfficientNetFeatures("efficientnet-lite0", filter, manager, lite0);
  }

  /**
   * Another variant from a file.
   *
   * @param weights safetensors with timm's names
   * @throws org.text2layer.nn.weights.WeightsException if they are of another architecture or
   *     unreadable
   */
  public static EfficientNetFeatures of(
      EfficientNetConfiguration configuration,
      Path weights,
      Resampling filter,
      ComputeDevice device) {
    NDManager manager = device.newManager();
    try (Safetensors tensors = Safetensors.open(weights)) {
      EfficientNet efficientNet = EfficientNet.classifier(configuration);
      Weights.load(efficientNet, manager, tensors);
      String name = weights.getFileName().toString();
      return new EfficientNetFeatures(name, filter, manager, efficientNet);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /** "efficientnet-lite0", or the weights' file name. */
  public String network() {
    return network;
  }

  /** The network and its weights by their checksum. */
  public String description() {
    return "%s, weights %s".formatted(network, Weights.checksum(efficientNet));
  }

  /** Features a picture. */
  public int width() {
    return efficientNet.configuration().pooled();
  }

  /** One row a picture, of any sizes, in their order. */
  public List<float[]> of(List<RgbImage> pictures) {
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += PICTURES_AT_ONCE) {
      int to = Math.min(pictures.size(), from + PICTURES_AT_ONCE);
      features.addAll(batch(pictures.subList(from, to)));
    }
    return features;
  }

  private List<float[]> batch(List<RgbImage> pictures) {
    List<RgbImage> resized =
        pictures.stream().map(picture -> picture.resized(SIZE, SIZE, filter)).toList();
    List<float[]> features = new ArrayList<>();
    try (NDManager scope = manager.newSubManager()) {
      float[] all = efficientNet.pooled(PictureTensors.ofPictures(scope, resized)).toFloatArray();
      for (int i = 0; i < pictures.size(); i++) {
        features.add(Arrays.copyOfRange(all, i * width(), (i + 1) * width()));
      }
    }
    return features;
  }

  /** Channels of each map of {@link #maps}. */
  public List<Integer> mapWidths() {
    return efficientNet.configuration().mapWidths();
  }

  /**
   * Where in a picture what is: the last feature map of each size, from fine to coarse, each
   * (channels, side, side); of Lite0 and B0 sides of 112, 56, 28, 14 and 7.
   */
  public List<float[]> maps(RgbImage picture) {
    try (NDManager scope = manager.newSubManager()) {
      RgbImage resized = picture.resized(SIZE, SIZE, filter);
      return efficientNet.features(PictureTensors.ofPictures(scope, List.of(resized))).stream()
          .map(NDArray::toFloatArray)
          .toList();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
