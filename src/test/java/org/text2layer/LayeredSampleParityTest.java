package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.Pretrained;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.autoencoder.LayeredPrediction;
import org.text2layer.model.unet.UNet;
import org.text2layer.parity.Fixture;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;

class LayeredSampleParityTest {
  @Test
  void givenTheEmbeddedUNetThenItPredictsTheTwinsNoise() {
    Fixture fixture = Fixture.load("layered-unet");
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray predicted =
          Pretrained.layeredUNet(manager)
              .predict(
                  fixture.tensors().load(manager, "in.sample"),
                  fixture.tensors().load(manager, "in.timestep"),
                  fixture.tensors().load(manager, "in.context"));
      fixture.check("out.sample", predicted.toFloatArray());
    }
  }

  @Test
  void givenTheTwinsFirstLatentThenCaptionToLayersEqualsItAtEveryStep() {
    Fixture fixture = Fixture.load("layered-sample");
    JsonObject config = fixture.json().getAsJsonObject("config");
    int steps = config.get("steps").getAsInt();
    Sampler sampler = SamplerFactory.ddim().create(SchedulerConfiguration.stableDiffusion(), steps);
    try (NDManager manager = NDManager.newBaseManager();
        MiniLmTextEncoder text = MiniLmTextEncoder.embedded()) {
      UNet unet = Pretrained.layeredUNet(manager);
      NDArray context = text.encode(manager, List.of(config.get("prompt").getAsString(), ""));
      Guidance guidance = Guidance.of(config.get("guidance").getAsDouble());

      NDArray first = fixture.tensors().load(manager, "in.latent");
      NDList trajectory = GuidedSampling.trajectory(unet, sampler, guidance, context, first);
      float[] timesteps = new float[steps];
      for (int index = 0; index < steps; index++) {
        timesteps[index] = (float) sampler.timestep(index);
      }

      fixture.check("out.timesteps", timesteps);
      fixture.check("out.latents", NDArrays.stack(trajectory).toFloatArray());
      NDArray latents = trajectory.get(steps);
      LayeredAutoencoder autoencoder = Pretrained.layeredAutoencoder(manager);
      LayeredPrediction layers =
          autoencoder.decode(latents.div((float) autoencoder.configuration().latentScale()));
      List<String> names = LayerLayout.layered().names();
      for (int part = 0; part < names.size(); part++) {
        fixture.check("out." + names.get(part), layers.parts().get(part).toFloatArray());
      }
      fixture.check("out.composite", layers.composite().toFloatArray());
      assertEquals(
          config.get("scaling_factor").getAsDouble(), autoencoder.configuration().latentScale());
    }
  }
}
