package org.text2layer.metrics.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.parity.Fixture;

class LayerEditDistanceTest {
  /** Pillow composes in whole numbers and may be a level off in a pixel. */
  private static final double TOLERANCE = 1e-4;

  private static final RgbImage GREY = RgbImage.filled(8, 8, 0.2f, 0.2f, 0.2f);

  @Test
  void givenStacksThenEveryEditAndEveryNumberEqualsTheAuthorsCode() {
    JsonObject fixture = Fixture.numbers("layer-edit-distance");
    int edits = fixture.get("edits").getAsInt();
    for (JsonElement element : fixture.getAsJsonArray("cases")) {
      JsonObject stacks = element.getAsJsonObject();
      String name = stacks.get("name").getAsString();
      LayerEditDistance distance =
          LayerEditDistance.of(stack(stacks, "truth"), stack(stacks, "layers"), edits);
      JsonArray expected = stacks.getAsJsonArray("by_edits");
      assertEquals(expected.size(), distance.byEdits().size(), name);
      for (int i = 0; i < expected.size(); i++) {
        JsonObject row = expected.get(i).getAsJsonObject();
        LayerEditDistance.Alignment alignment = distance.byEdits().get(i);
        assertEquals(row.get("cost").getAsDouble(), alignment.cost(), TOLERANCE, name);
        assertEquals(row.get("rgb_l1").getAsDouble(), alignment.colourError(), TOLERANCE, name);
        assertEquals(row.get("alpha_iou").getAsDouble(), alignment.alphaIou(), TOLERANCE, name);
      }
    }
  }

  private static List<LevelLayer> stack(JsonObject stacks, String side) {
    List<LevelLayer> layers = new ArrayList<>();
    for (JsonElement text : stacks.getAsJsonArray(side)) {
      byte[] bytes = Base64.getDecoder().decode(text.getAsString());
      int[] levels = new int[bytes.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = bytes[i] & 255;
      }
      layers.add(new LevelLayer(levels));
    }
    return layers;
  }

  @Test
  void givenTheTruthThenNothingIsLeftToEdit() {
    LayeredImage truth = EmojiScenes.test().resized(64).sample(1, 3).layers();
    LayerEditDistance distance = LayerEditDistance.of(truth, truth, 5);
    assertEquals(1, distance.byEdits().size());
    assertEquals(0, distance.after(5).cost());
    assertEquals(1, distance.after(0).alphaIou());
  }

  @Test
  void givenALayerThatWasCutInTwoThenOneEditMendsIt() {
    LayeredImage truth = boxes(box(2, 6));
    LayeredImage cut = boxes(box(2, 5), box(4, 6));
    LayerEditDistance distance = LayerEditDistance.of(truth, cut, 5);
    assertTrue(distance.after(0).cost() > 0.05);
    assertEquals(0, distance.after(1).cost(), 1e-9);
    assertEquals(1, LayerEditDistance.of(truth, cut, 0).byEdits().size());
  }

  /** Their order shows nowhere. */
  @Test
  void givenLayersSideBySideThenTheirOrderDoesNotMatter() {
    LayeredImage truth = boxes(box(0, 3), box(5, 8));
    LayeredImage turned = boxes(box(5, 8), box(0, 3));
    assertEquals(0, LayerEditDistance.of(truth, turned, 0).after(0).cost());
  }

  /** What a layer's colours are where its mask is 0 has no meaning. */
  @Test
  void givenColoursUnderAnEmptyMaskThenTheyDoNotCount() {
    RgbImage white = RgbImage.filled(8, 8, 1, 1, 1);
    Mask left = box(0, 4);
    LayeredImage truth = LayeredImage.twoLayer(white.where(left, 0.5f), GREY, left);
    LayeredImage whole = LayeredImage.twoLayer(white, GREY, left);
    assertEquals(0, LayerEditDistance.of(truth, whole, 0).after(0).cost());
  }

  @Test
  void givenStacksOfOtherSizesOrEditsOutsideThenTheyAreRefused() {
    LayeredImage truth = boxes();
    LayeredImage other = LayeredImage.of(RgbImage.filled(9, 8, 0, 0, 0), List.of());
    assertThrows(IllegalArgumentException.class, () -> LayerEditDistance.of(truth, other, 5));
    assertThrows(IllegalArgumentException.class, () -> LayerEditDistance.of(truth, truth, -1));
    assertThrows(IllegalArgumentException.class, () -> LayerEditDistance.of(truth, truth, 101));
  }

  private static LayeredImage boxes(Mask... masks) {
    List<ImageLayer> layers = new ArrayList<>();
    for (Mask mask : masks) {
      layers.add(new ImageLayer("box", RgbImage.filled(8, 8, 0.8f, 0.6f, 0.4f), mask));
    }
    return LayeredImage.of(GREY, layers);
  }

  /** 1 in some columns. */
  private static Mask box(int from, int until) {
    float[] values = new float[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 8 >= from && i % 8 < until ? 1 : 0;
    }
    return Mask.of(8, 8, values);
  }
}
