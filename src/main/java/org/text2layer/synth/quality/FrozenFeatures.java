package org.text2layer.synth.quality;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EfficientNetFeatures;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;

/**
 * What the filters' output neurons read: the pooled features of each picture that a filter sees of
 * a sample. Thread-safe until closed.
 */
public final class FrozenFeatures implements AutoCloseable {
  /** Fixed, so that a sample's features depend on its place in the list only in the last bits. */
  private static final int PICTURES_AT_ONCE = 16;

  private final EfficientNetFeatures pooled;

  private FrozenFeatures(EfficientNetFeatures pooled) {
    this.pooled = pooled;
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
    return pooled.network();
  }

  /** The network and its weights by their checksum. */
  String description() {
    return pooled.description();
  }

  /** Features a sample has for this filter. */
  public int length(PaperFilter filter) {
    return filter.viewCount() * pooled.width();
  }

  /** The features of each sample's views, one after the other. */
  public List<float[]> of(PaperFilter filter, List<LayeredSample> samples) {
    int together = PICTURES_AT_ONCE / filter.viewCount();
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += together) {
      int to = Math.min(samples.size(), from + together);
      features.addAll(batch(filter, samples.subList(from, to)));
    }
    return features;
  }

  private List<float[]> batch(PaperFilter filter, List<LayeredSample> samples) {
    List<RgbImage> views = new ArrayList<>();
    samples.forEach(sample -> views.addAll(filter.views(sample)));
    List<float[]> rows = pooled.of(views);
    List<float[]> features = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += filter.viewCount()) {
      float[] joined = new float[length(filter)];
      for (int view = 0; view < filter.viewCount(); view++) {
        float[] row = rows.get(first + view);
        System.arraycopy(row, 0, joined, view * row.length, row.length);
      }
      features.add(joined);
    }
    return features;
  }

  @Override
  public void close() {
    pooled.close();
  }
}
