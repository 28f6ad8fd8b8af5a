package org.text2layer.model;

import ai.djl.ndarray.NDManager;
import java.io.InputStream;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.Safetensors;
import org.text2layer.nn.Weights;
import org.text2layer.nn.WeightsException;

/**
 * The networks whose weights ship with the jar (see the model card). Each call gives a new network
 * whose parameters belong to the manager, on its device.
 */
public final class Pretrained {
  private Pretrained() {}

  /** The composition-aware autoencoder of {@link AutoencoderConfiguration#embedded()}. */
  public static LayeredAutoencoder layeredAutoencoder(NDManager manager) {
    return load(
        LayeredAutoencoder.of(AutoencoderConfiguration.embedded()), "layered-autoencoder", manager);
  }

  /** The denoiser of {@link UNetConfiguration#embedded()}; predicts the noise. */
  public static UNet layeredUNet(NDManager manager) {
    return load(UNet.of(UNetConfiguration.embedded()), "layered-unet", manager);
  }

  /** ImageNet's classifier of {@link EfficientNetConfiguration#lite0()}. */
  public static EfficientNet efficientNetLite0(NDManager manager) {
    EfficientNet network = EfficientNet.classifier(EfficientNetConfiguration.lite0());
    return load(network, "efficientnet-lite0", manager);
  }

  static SalientObjectNetwork salientObjectNetwork(NDManager manager) {
    return load(new SalientObjectNetwork(), "salient-object-detector", manager);
  }

  private static <B extends NamedBlock> B load(B block, String name, NDManager manager) {
    String file = "weights/" + name + ".safetensors";
    InputStream stream = Pretrained.class.getResourceAsStream(file);
    if (stream == null) {
      throw new WeightsException(
          "Expected the embedded weights "
              + file
              + " in the jar but they are missing: build the project again.");
    }
    try (Safetensors tensors = Safetensors.read(stream, name)) {
      Weights.load(block, manager, tensors);
    }
    return block;
  }
}
