package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.parity.Fixture;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.pipeline.SamplerFactory;

class StableDiffusionParityTest {
  private static final Path FOLDER = Fixture.folder("tiny-stable-diffusion");
  private static final float TOLERANCE = 1e-4f;

  @Test
  void givenDiffusersFirstLatentThenContextLatentsAndPictureEqualItsPipeline() {
    JsonObject expected = new ModelFolder(FOLDER).json("expected.json");
    try (StableDiffusion model = StableDiffusion.load(FOLDER);
        NDManager manager = NDManager.newBaseManager();
        Safetensors tensors = Safetensors.open(FOLDER.resolve("expected.safetensors"))) {
      LatentDiffusion pipeline = model.generator().pipeline();
      List<String> texts =
          List.of(expected.get("prompt").getAsString(), expected.get("negative").getAsString());
      NDArray context = pipeline.text().encode(manager, texts);
      assertArrayEquals(tensors.floats("context"), context.toFloatArray(), TOLERANCE);

      Sampler sampler = pipeline.sampler(SamplerFactory.ddim(), expected.get("steps").getAsInt());
      Guidance guidance = Guidance.of(expected.get("guidance").getAsDouble());
      NDArray first = tensors.load(manager, "z");
      NDArray latents =
          GuidedSampling.trajectory(pipeline.unet(), sampler, guidance, context, first)
              .get(sampler.steps());
      assertArrayEquals(tensors.floats("latents"), latents.toFloatArray(), TOLERANCE);

      float[] picture = pipeline.space().decode(latents).get(0).backdrop().toArray();
      assertArrayEquals(tensors.floats("image"), picture, TOLERANCE);
    }
  }

  @Test
  void givenAPictureThatIsNotSquareThenLatentsAndPixelsEqualDiffusersPipeline() {
    Fixture fixture = Fixture.load("wide-stable-diffusion");
    JsonObject config = fixture.json().getAsJsonObject("config");
    try (StableDiffusion model = StableDiffusion.load(FOLDER);
        NDManager manager = NDManager.newBaseManager()) {
      LatentDiffusion pipeline = model.generator().pipeline();
      List<String> texts =
          List.of(config.get("prompt").getAsString(), config.get("negative").getAsString());
      NDArray context = pipeline.text().encode(manager, texts);
      Sampler sampler = pipeline.sampler(SamplerFactory.ddim(), config.get("steps").getAsInt());
      Guidance guidance = Guidance.of(config.get("guidance").getAsDouble());
      NDArray first = fixture.tensors().load(manager, "in.latent");
      PictureSize size =
          new PictureSize(config.get("width").getAsInt(), config.get("height").getAsInt());
      assertEquals(pipeline.latentShape(size), first.getShape().slice(1));
      NDArray latents =
          GuidedSampling.trajectory(pipeline.unet(), sampler, guidance, context, first)
              .get(sampler.steps());
      fixture.check("out.latents", latents.toFloatArray());
      fixture.check("out.image", pipeline.space().decode(latents).get(0).backdrop().toArray());
    }
  }
}
