package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.Pretrained;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.model.UNetConfiguration;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Precision;
import org.text2layer.nn.WeightsException;

/** The parts of {@link Text2Layer}; a folder holds all but the text encoder, the library's own. */
record LayeredParts(
    TextEncoder textEncoder,
    UNet unet,
    LayeredAutoencoder autoencoder,
    SchedulerConfiguration scheduler)
    implements ModelParts {

  static LayeredParts embedded(NDManager manager, Precision precision) {
    UNet unet = Pretrained.layeredUNet(manager, precision);
    LayeredAutoencoder autoencoder = Pretrained.layeredAutoencoder(manager, precision);
    SchedulerConfiguration scheduler = SchedulerConfiguration.stableDiffusion();
    return new LayeredParts(MiniLmTextEncoder.embedded(), unet, autoencoder, scheduler);
  }

  static LayeredParts read(ModelFolder folder, NDManager manager, Precision precision) {
    folder.require(
        List.of(UNET, AUTOENCODER, SCHEDULER),
        List.of(UNET_WEIGHTS, AUTOENCODER_WEIGHTS),
        "give a folder that Text2Layer.save wrote");
    UNet unet = UNet.of(UNetConfiguration.fromJson(folder.json(UNET)));
    LayeredAutoencoder autoencoder = autoencoder(folder);
    SchedulerConfiguration scheduler = SchedulerConfiguration.fromJson(folder.json(SCHEDULER));
    ModelParts.requireFit(
        folder, MiniLmTextEncoder.WIDTH, unet.configuration(), autoencoder.configuration());
    folder.load(UNET_WEIGHTS, unet, manager, precision);
    folder.load(AUTOENCODER_WEIGHTS, autoencoder, manager, precision);
    return new LayeredParts(MiniLmTextEncoder.embedded(), unet, autoencoder, scheduler);
  }

  private static LayeredAutoencoder autoencoder(ModelFolder folder) {
    var configuration = AutoencoderConfiguration.fromJson(folder.json(AUTOENCODER));
    try {
      return LayeredAutoencoder.of(configuration);
    } catch (IllegalArgumentException plain) {
      throw new WeightsException(
          "Expected a model of layers in %s but %s".formatted(folder.folder(), plain.getMessage()),
          plain);
    }
  }

  void write(ModelFolder folder) {
    write(folder, unet, autoencoder, scheduler);
  }

  static void write(
      ModelFolder folder,
      UNet unet,
      LayeredAutoencoder autoencoder,
      SchedulerConfiguration scheduler) {
    folder.write(UNET_WEIGHTS, unet);
    folder.write(AUTOENCODER_WEIGHTS, autoencoder);
    folder.write(UNET, unet.configuration().toJson());
    folder.write(AUTOENCODER, autoencoder.configuration().toJson());
    folder.write(SCHEDULER, scheduler.toJson());
    JsonObject index = new JsonObject();
    index.addProperty("_class_name", "Text2LayerPipeline");
    index.addProperty("text_encoder", "all-MiniLM-L6-v2, which comes with the library");
    folder.write(INDEX, index);
  }

  @Override
  public AutoencoderConfiguration latents() {
    return autoencoder.configuration();
  }

  @Override
  public LayeredImage decode(NDArray latents) {
    return PictureTensors.toLayers(autoencoder.decode(latents)).get(0);
  }
}
