package org.text2layer.model;

import ai.djl.ndarray.NDManager;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.Weights;

/**
 * The networks whose weights ship with the jar (see the model card). Each call gives a new network
 * whose parameters belong to the manager, on its device.
 */
public final class Pretrained {
  private Pretrained() {}

  /** The composition-aware autoencoder of {@link AutoencoderConfiguration#embedded()}. */
  public static LayeredAutoencoder layeredAutoencoder(NDManager manager) {
    return layeredAutoencoder(manager, Precision.FLOAT32);
  }

  /** The same in a precision. */
  public static LayeredAutoencoder layeredAutoencoder(NDManager manager, Precision precision) {
    LayeredAutoencoder block = LayeredAutoencoder.of(AutoencoderConfiguration.embedded());
    return load(block, "layered-autoencoder", manager, precision);
  }

  /** The denoiser of {@link UNetConfiguration#embedded()}; predicts the noise. */
  public static UNet layeredUNet(NDManager manager) {
    return layeredUNet(manager, Precision.FLOAT32);
  }

  /** The same in a precision. */
  public static UNet layeredUNet(NDManager manager, Precision precision) {
    return load(UNet.of(UNetConfiguration.embedded()), "layered-unet", manager, precision);
  }

  /** ImageNet's classifier of {@link EfficientNetConfiguration#lite0()}. */
  public static EfficientNet efficientNetLite0(NDManager manager) {
    EfficientNet network = EfficientNet.classifier(EfficientNetConfiguration.lite0());
    return load(network, "efficientnet-lite0", manager, Precision.FLOAT32);
  }

  /** The network of {@link EmbeddedSalientObjectDetector}. */
  public static SalientObjectNetwork salientObjectNetwork(NDManager manager) {
    return load(
        SalientObjectNetwork.withoutWeights(),
        "salient-object-detector",
        manager,
        Precision.FLOAT32);
  }

  private static <B extends NamedBlock> B load(
      B block, String name, NDManager manager, Precision precision) {
    String file = "weights/" + name + ".safetensors";
    try (Safetensors tensors = Weights.embedded(Pretrained.class, file)) {
      Weights.load(block, manager, precision, tensors);
    }
    return block;
  }
}
