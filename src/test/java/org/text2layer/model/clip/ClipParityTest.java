package org.text2layer.model.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;

/** Against transformers' numbers: fixtures "clip-vision" and "clip-score". */
class ClipParityTest {
  private static final Fixture VISION = Fixture.load("clip-vision");
  private static final Fixture SCORE = Fixture.load("clip-score");

  @Test
  void givenTransformersWeightsThenThePictureEncoderEqualsClips() {
    JsonObject json = VISION.json().getAsJsonObject("config").getAsJsonObject("vision");
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipVisionModel model = ClipVisionModel.of(ClipVisionConfiguration.fromJson(json));
      Weights.load(
          model,
          manager,
          TensorNames.of(List.of(TensorNames.Row.of("vision_model", ""))).in(VISION.weights()));
      NDArray pixels = VISION.tensors().load(manager, "in.pixels");
      VISION.check("out.last_hidden_state", model.hiddenStates(pixels).toFloatArray());
      VISION.check("out.image_embeds", model.embed(pixels).toFloatArray());
    }
  }

  @Test
  void givenAWholeClipThenVectorsScoresAndLogitsEqualTransformers() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipModel model =
          ClipModel.load(ClipConfiguration.fromJson(configuration()), manager, SCORE.weights());
      NDArray pixels = SCORE.tensors().load(manager, "in.pixels");
      NDArray ids = SCORE.tensors().load(manager, "in.ids");
      NDArray pictures = model.embedPictures(pixels);
      NDArray texts = model.embedTexts(ids);
      SCORE.check("out.image_embeds", pictures.toFloatArray());
      SCORE.check("out.text_embeds", texts.toFloatArray());
      SCORE.check("out.score", pictures.mul(texts).sum(new int[] {1}).toFloatArray());
      NDList inputs = new NDList(pixels, ids);
      NDList logits = model.forward(new ParameterStore(manager, false), inputs, false);
      SCORE.check("out.logits_per_image", logits.head().toFloatArray());
    }
  }

  /** As transformers writes it: each part's configuration, and one projection for both. */
  private static JsonObject configuration() {
    JsonObject parts = SCORE.json().getAsJsonObject("config");
    JsonObject whole = new JsonObject();
    whole.add("text_config", parts.get("text"));
    whole.add("vision_config", parts.get("vision"));
    whole.addProperty("projection_dim", 16);
    return whole;
  }

  @Test
  void givenAnEmptyConfigurationThenItIsOpenAisSmallestVisionTransformer() {
    ClipConfiguration standard = ClipConfiguration.fromJson(new JsonObject());
    assertEquals(224, standard.vision().side());
    assertEquals(32, standard.vision().patch());
    assertEquals(512, standard.text().transformer().projectionWidth());
    assertEquals(77, standard.text().positions());
  }

  @Test
  void givenATextEncoderAloneThenItIsRefusedAsClip() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipConfiguration configuration = ClipConfiguration.fromJson(configuration());
      String message =
          assertThrows(
                  WeightsException.class,
                  () -> ClipModel.load(configuration, manager, VISION.weights()))
              .getMessage();
      assertTrue(message.contains("no logit_scale"), message);
    }
  }

  @Test
  void givenPatchesThatDoNotDivideThePictureThenTheyAreRefused() {
    JsonObject json = VISION.json().getAsJsonObject("config").getAsJsonObject("vision").deepCopy();
    json.addProperty("patch_size", 7);
    String message =
        assertThrows(WeightsException.class, () -> ClipVisionConfiguration.fromJson(json))
            .getMessage();
    assertTrue(message.contains("came 7 and 32"), message);
  }

  @Test
  void givenAPictureThenItIsResizedCroppedAndNormalisedAsTransformersDoes() {
    JsonObject expected = Fixture.numbers("clip-preprocessing");
    int width = expected.get("width").getAsInt();
    int height = expected.get("height").getAsInt();
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      int c = i % 3;
      rgb[i] = (3 * x * x + 5 * y * y + 2 * x * y * (c + 1) + 37 * c) % 256 / 255f;
    }
    List<JsonElement> pixels = expected.getAsJsonArray("pixels").asList();
    float[] values = new float[pixels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels.get(i).getAsFloat();
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      RgbImage picture = RgbImage.of(width, height, rgb);
      NDArray array = ClipPictures.of(manager, List.of(picture), expected.get("side").getAsInt());
      assertArrayEquals(values, array.toFloatArray(), 2e-5f);
    }
  }
}
