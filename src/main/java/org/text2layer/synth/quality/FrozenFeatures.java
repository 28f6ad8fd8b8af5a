package org.text2layer.synth.quality;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EfficientNetFeatures;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.evidence.SeenPicture;

/**
 * What the filters' output neurons read: measures of a sample that compare its pictures' places
 * with each other, some of them by a network's features. Thread-safe until closed.
 */
public final class FrozenFeatures implements AutoCloseable {
  private final EfficientNetFeatures network;

  /** What each thread saw last: filters ask of the same picture one after the other. */
  private final ThreadLocal<Seen> last = new ThreadLocal<>();

  private record Seen(RgbImage picture, SeenPicture measured) {}

  private FrozenFeatures(EfficientNetFeatures network) {
    this.network = network;
  }

  /** The embedded EfficientNet-Lite0. */
  public static FrozenFeatures lite0(ComputeDevice device) {
    return lite0(device.newManager());
  }

  /** The same; the manager is closed with the features. */
  static FrozenFeatures lite0(NDManager manager) {
    return new FrozenFeatures(EfficientNetFeatures.lite0(Resampling.BILINEAR, manager));
  }

  /**
   * Another variant from a file, as the paper's {@link EfficientNetConfiguration#b0()}; its
   * filters' heads have to be trained on its own features.
   *
   * @param weights safetensors with timm's names
   * @throws org.text2layer.nn.weights.WeightsException if they are of another architecture or
   *     unreadable
   */
  public static FrozenFeatures of(
      EfficientNetConfiguration configuration, Path weights, ComputeDevice device) {
    return new FrozenFeatures(
        EfficientNetFeatures.of(configuration, weights, Resampling.BILINEAR, device));
  }

  /** Which network: heads trained on another one do not fit. */
  public String network() {
    return network.network();
  }

  /** The network and its weights by their checksum. */
  String description() {
    return network.description();
  }

  /** Measures a sample has for this filter. */
  public int length(PaperFilter filter) {
    return filter.measureCount();
  }

  /** What is measured of each sample for this filter, one row a sample. */
  public List<float[]> of(PaperFilter filter, List<LayeredSample> samples) {
    return samples.stream().map(sample -> filter.measures(this::seen, sample)).toList();
  }

  private SeenPicture seen(RgbImage picture) {
    Seen earlier = last.get();
    if (earlier != null && earlier.picture().equals(picture)) {
      return earlier.measured();
    }
    RgbImage small = SeenPicture.resized(picture);
    SeenPicture measured = SeenPicture.of(small, network.maps(small), network.mapWidths());
    last.set(new Seen(picture, measured));
    return measured;
  }

  @Override
  public void close() {
    network.close();
  }
}
