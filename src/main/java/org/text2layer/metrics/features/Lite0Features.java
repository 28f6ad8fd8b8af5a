package org.text2layer.metrics.features;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EfficientNetFeatures;
import org.text2layer.nn.device.ComputeDevice;

/**
 * The 1,280 pooled features of the embedded EfficientNet-Lite0. Pictures are resized to 224 x 224
 * as Clean-FID resizes to Inception's size: bicubic, antialiased, in floating point, not rounded;
 * the network takes [-1, 1]. Distances on these features do not compare with published ones, which
 * are Inception's. Thread-safe until closed.
 */
public final class Lite0Features implements PictureFeatures {
  private final EfficientNetFeatures pooled;

  private Lite0Features(EfficientNetFeatures pooled) {
    this.pooled = pooled;
  }

  /** On the best device. */
  public static Lite0Features load() {
    return load(ComputeDevice.best());
  }

  /** On a device. */
  public static Lite0Features load(ComputeDevice device) {
    return load(device.newManager());
  }

  /** The same; the manager is closed with the features. */
  static Lite0Features load(NDManager manager) {
    return new Lite0Features(EfficientNetFeatures.lite0(Resampling.BICUBIC, manager));
  }

  @Override
  public String network() {
    return pooled.network() + ", bicubic 224";
  }

  @Override
  public int width() {
    return pooled.width();
  }

  @Override
  public List<float[]> of(List<RgbImage> pictures) {
    return pooled.of(pictures);
  }

  @Override
  public void close() {
    pooled.close();
  }
}
