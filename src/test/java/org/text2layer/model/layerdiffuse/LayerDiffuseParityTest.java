package org.text2layer.model.layerdiffuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.parity.Fixture;

/** Every stage against the reference's own code (lllyasviel/sd-forge-layerdiffuse). */
class LayerDiffuseParityTest {
  private static Fixture fixture(String name) {
    return Fixture.load("layerdiffuse/" + name);
  }

  /** As the reference's code counts them at the published sizes, which a file's shapes override. */
  @Test
  void givenAFileThatSaysNoSizes_whenBuilt_thenThereAreAsManyTensorsAndNumbersAsPublished() {
    Tensors silent = fixture("transparent-encoder").tensors();
    UNet unet = UNet.of(UNetConfiguration.stableDiffusion1());
    assertEquals("1152, 277.1 M", count(AttentionSharing.of(unet, 3, silent)));
    assertEquals("640, 175.1 M", count(AttentionSharing.of(unet, 1, silent)));
    assertEquals("538, 104.1 M", count(TransparentDecoder.of(silent)));
    assertEquals("18, 1.2 M", count(TransparentEncoder.of(silent)));
  }

  private static String count(NamedBlock block) {
    var parameters = block.namedParameters().values();
    long numbers = parameters.stream().mapToLong(each -> each.getShape().size()).sum();
    return String.format(Locale.ROOT, "%s, %.1f M", parameters.size(), numbers / 1e6);
  }

  @ParameterizedTest
  @CsvSource({"sharing-joint, 3", "sharing-single, 1"})
  void givenAUNetWhoseFramesShareAttention_whenAsked_thenStagesAndPredictionAreTheReferences(
      String name, int frames) {
    Fixture fixture = fixture(name);
    try (NDManager manager = NDManager.newBaseManager();
        Safetensors file =
            Safetensors.open(Fixture.folder("layerdiffuse/" + name + ".attn.safetensors"))) {
      JsonObject structure = fixture.json().getAsJsonObject("config").getAsJsonObject("unet");
      UNet unet = UNet.of(UNetConfiguration.fromJson(structure));
      Weights.load(unet, manager, fixture.weights());
      AttentionSharing sharing = AttentionSharing.of(unet, frames, file);
      Weights.load(sharing, manager, sharing.names(file));

      NDArray latents = fixture.tensors().load(manager, "in.sample");
      long rows = latents.getShape().get(0);
      NDArray timesteps = fixture.tensors().load(manager, "in.timestep").repeat(0, rows);
      NDArray context = fixture.tensors().load(manager, "in.context");

      float[] plain = unet.predict(latents, timesteps, context).toFloatArray();
      fixture.check("out.plain", plain);
      float[] together = sharing.predict(latents, timesteps, context).toFloatArray();
      fixture.check("out.sample", together);
    }
  }

  @Test
  void givenAPictureAndItsLatent_whenDecodedOnce_thenEveryStageIsTheReferences() {
    Fixture fixture = fixture("transparent-decoder");
    try (NDManager manager = NDManager.newBaseManager()) {
      TransparentDecoder decoder = decoder(fixture, manager);
      NDArray picture = fixture.tensors().load(manager, "in.picture");
      NDArray latent = fixture.tensors().load(manager, "in.latent");
      fixture.check("out.single", decoder.predict(picture, latent).toFloatArray());
      checkStages(fixture, decoder, picture, latent);
      int[] sides = {2, 3};
      NDArray turned = decoder.predict(picture.rotate90(1, sides), latent.rotate90(1, sides));
      fixture.check("out.pass_rot1", turned.toFloatArray());
      NDArray flipped =
          decoder.predict(picture.flip(3).rotate90(3, sides), latent.flip(3).rotate90(3, sides));
      fixture.check("out.pass_flip_rot3", flipped.toFloatArray());
    }
  }

  private static void checkStages(
      Fixture fixture, TransparentDecoder decoder, NDArray picture, NDArray latent) {
    ParameterStore store = new ParameterStore(picture.getManager(), false);
    NDArray added = decoder.latentConvIn.apply(store, latent, false);
    fixture.check("out.stage.latent_conv_in", added.toFloatArray());
    NDArray hidden = decoder.convIn.apply(store, picture, false);
    Deque<NDArray> skips = new ArrayDeque<>(List.of(hidden));
    for (int level = 0; level < decoder.down.size(); level++) {
      NDArray entering = level == 3 ? hidden.add(added) : hidden;
      decoder.down.get(level).forward(store, new NDList(entering), false).forEach(skips::push);
      hidden = skips.peek();
      checkIfThere(fixture, "out.stage.down_blocks." + level, hidden);
    }
    hidden = last(decoder.middle.forward(store, new NDList(hidden), false));
    checkIfThere(fixture, "out.stage.mid_block", hidden);
    for (int level = 0; level < decoder.up.size(); level++) {
      NDList states = new NDList(hidden, skips.pop(), skips.pop(), skips.pop());
      hidden = last(decoder.up.get(level).forward(store, states, false));
      checkIfThere(fixture, "out.stage.up_blocks." + level, hidden);
    }
  }

  private static NDArray last(NDList states) {
    return states.get(states.size() - 1);
  }

  private static void checkIfThere(Fixture fixture, String name, NDArray array) {
    if (fixture.names().contains(name)) {
      fixture.check(name, array.toFloatArray());
    }
  }

  @Test
  void givenAPictureAndItsLatent_whenDecoded_thenTheMedianAndItsBytesAreTheReferences() {
    Fixture fixture = fixture("transparent-decoder");
    try (NDManager manager = NDManager.newBaseManager()) {
      TransparentDecoder decoder = decoder(fixture, manager);
      NDArray picture = fixture.tensors().load(manager, "in.picture");
      NDArray latent = fixture.tensors().load(manager, "in.latent");
      int before = manager.getManagedArrays().size();
      NDArray median = decoder.decode(picture, latent);
      assertEquals(before + 1, manager.getManagedArrays().size());
      fixture.check("out.median", median.toFloatArray());

      float[] alphaFirst = median.transpose(0, 2, 3, 1).toFloatArray();
      float[] rgba = new float[alphaFirst.length];
      for (int i = 0; i < rgba.length; i++) {
        int channel = i % 4 == 3 ? 0 : i % 4 + 1;
        rgba[i] = 255 * alphaFirst[i - i % 4 + channel];
      }
      fixture.check("out.vis_uint8", truncated(overCheckerboard(picture(rgba, 128, 64))));
      fixture.check("out.rgba_uint8", truncated(rgba));
    }
  }

  private static float[] truncated(float[] levels) {
    float[] bytes = new float[levels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (int) levels[i];
    }
    return bytes;
  }

  /** As this library composes them, in levels; squares of 64 pixels. */
  private static float[] overCheckerboard(RgbaImage cutOut) {
    float[] squares = new float[3 * cutOut.width() * cutOut.height()];
    for (int i = 0; i < squares.length; i++) {
      int pixel = i / 3;
      int square = pixel % cutOut.width() / 64 + pixel / cutOut.width() / 64;
      squares[i] = square % 2 == 0 ? 0.45f : 0.55f;
    }
    RgbImage checkerboard = RgbImage.of(cutOut.width(), cutOut.height(), squares);
    float[] composed =
        LayeredImage.twoLayer(cutOut.colour(), checkerboard, cutOut.alpha()).composed().toArray();
    for (int i = 0; i < composed.length; i++) {
      composed[i] *= 255;
    }
    return composed;
  }

  private static TransparentDecoder decoder(Fixture fixture, NDManager manager) {
    Tensors weights = fixture.weights();
    TransparentDecoder decoder = TransparentDecoder.of(weights);
    Weights.load(decoder, manager, weights);
    return decoder;
  }

  @Test
  void givenATransparentPicture_whenEncoded_thenPaddingAndOffsetAreTheReferences() {
    Fixture fixture = fixture("transparent-encoder");
    RgbaImage picture = picture(fixture.floats("in.rgba_uint8"), 56, 40);
    List<ColourPadding.Level> pyramid = ColourPadding.pyramid(picture);
    for (int level : new int[] {1, 4}) {
      check(fixture, "out.pyramid" + level, pyramid.get(level));
    }
    fixture.check("out.padded", ColourPadding.padded(picture).toArray());
    try (NDManager manager = NDManager.newBaseManager()) {
      Tensors weights = fixture.weights();
      TransparentEncoder encoder = TransparentEncoder.of(weights);
      Weights.load(encoder, manager, weights);
      fixture.check("out.offset", encoder.offset(manager, picture).toFloatArray());
    }
  }

  private static void check(Fixture fixture, String name, ColourPadding.Level level) {
    double[] values = level.values();
    float[] alpha = new float[values.length / 4];
    float[] colour = new float[3 * alpha.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (float) values[4 * i + 3];
      for (int channel = 0; channel < 3; channel++) {
        colour[3 * i + channel] = (float) values[4 * i + channel];
      }
    }
    fixture.check(name + "_alpha", alpha);
    fixture.check(name + "_colour", colour);
  }

  private static RgbaImage picture(float[] bytes, int width, int height) {
    float[] rgb = new float[3 * width * height];
    float[] alpha = new float[width * height];
    for (int i = 0; i < bytes.length; i++) {
      if (i % 4 == 3) {
        alpha[i / 4] = bytes[i] / 255;
      } else {
        rgb[i / 4 * 3 + i % 4] = bytes[i] / 255;
      }
    }
    return RgbaImage.of(RgbImage.of(width, height, rgb), Mask.of(width, height, alpha));
  }
}
