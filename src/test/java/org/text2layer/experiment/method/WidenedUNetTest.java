package org.text2layer.experiment.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.experiment.method.WidenedUNet.NewChannels;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.parity.Fixture;

class WidenedUNetTest {
  private static ModelFolder folder() throws URISyntaxException {
    return new ModelFolder(Path.of(Fixture.class.getResource("tiny-stable-diffusion").toURI()));
  }

  private static UNet narrow(NDManager manager) throws URISyntaxException {
    UNet narrow = UNet.of(UNetConfiguration.fromJson(folder().json("unet/config.json")));
    folder().load("unet/diffusion_pytorch_model", narrow, manager, Precision.FLOAT32);
    return narrow;
  }

  private static NDArray noise(NDManager manager, long seed, Shape shape) {
    return manager.create(PictureNoise.of(seed).gaussian((int) shape.size()), shape);
  }

  /** Predictions for three latents side by side, and the narrow model's for the first. */
  private static void compare(NewChannels begin, boolean sameInputs) throws URISyntaxException {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet narrow = narrow(manager);
      UNet wide = WidenedUNet.of(narrow, 12, begin, manager);
      int size = narrow.configuration().sampleSize();
      NDArray latent = noise(manager, 1, new Shape(1, 4, size, size));
      NDArray second = sameInputs ? latent : noise(manager, 2, latent.getShape());
      NDArray time = manager.create(new float[] {500});
      NDArray context = noise(manager, 3, new Shape(1, 5, narrow.configuration().contextWidth()));
      float[] alone = narrow.predict(latent, time, context).toFloatArray();
      NDArray all = latent.concat(second, 1).concat(second, 1);
      NDArray predicted = wide.predict(all, time, context);
      assertArrayEquals(alone, predicted.get(":, 0:4").toFloatArray(), 1e-4f);
      float[] third = predicted.get(":, 8:12").toFloatArray();
      assertArrayEquals(
          begin == NewChannels.COPIES ? alone : new float[alone.length], third, 1e-4f);
      assertEquals(12, wide.configuration().outChannels());
    }
  }

  @Test
  void givenZerosThenTheFirstLatentIsPredictedAsBeforeAndTheOthersAsNothing() throws Exception {
    compare(NewChannels.ZEROS, false);
  }

  @Test
  void givenCopiesThenEqualLatentsAreEachPredictedAsBefore() throws Exception {
    compare(NewChannels.COPIES, true);
  }

  @Test
  void givenChannelsThatAreNoMultipleThenTheyAreRefused() throws Exception {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet narrow = narrow(manager);
      assertThrows(
          IllegalArgumentException.class,
          () -> WidenedUNet.of(narrow, 7, NewChannels.ZEROS, manager));
    }
  }
}
