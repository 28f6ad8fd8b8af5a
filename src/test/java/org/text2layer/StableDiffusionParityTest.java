package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Safetensors;
import org.text2layer.parity.Fixture;

class StableDiffusionParityTest {
  private static final Path FOLDER = Fixture.folder("tiny-stable-diffusion");
  private static final float TOLERANCE = 1e-4f;

  @Test
  void givenDiffusersFirstLatentThenContextLatentsAndPictureEqualItsPipeline() {
    JsonObject expected = new ModelFolder(FOLDER).json("expected.json");
    try (StableDiffusion model = StableDiffusion.load(FOLDER);
        NDManager manager = NDManager.newBaseManager();
        Safetensors tensors = Safetensors.open(FOLDER.resolve("expected.safetensors"))) {
      StableDiffusionParts parts = model.generator().parts();
      List<String> texts =
          List.of(expected.get("prompt").getAsString(), expected.get("negative").getAsString());
      NDArray context = parts.textEncoder().encode(manager, texts);
      assertArrayEquals(tensors.floats("context"), context.toFloatArray(), TOLERANCE);

      Sampler sampler =
          SamplerFactory.ddim().create(parts.scheduler(), expected.get("steps").getAsInt());
      Guidance guidance = Guidance.of(expected.get("guidance").getAsDouble());
      NDArray first = tensors.load(manager, "z");
      NDArray latents =
          GuidedSampling.trajectory(parts.unet(), sampler, guidance, context, first)
              .get(sampler.steps());
      assertArrayEquals(tensors.floats("latents"), latents.toFloatArray(), TOLERANCE);

      float[] picture = model.generator().decode(latents).backdrop().toArray();
      assertArrayEquals(tensors.floats("image"), picture, TOLERANCE);
    }
  }
}
