package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.LayerLayout;

class PictureTensorsTest {
  private final RgbImage twoPixels = RgbImage.of(2, 1, new float[] {0, 0.25f, 0.5f, 0.75f, 1, 0});

  @Test
  void givenPicturesThenChannelsComeFirstInMinusOneToOne() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = PictureTensors.ofPictures(manager, List.of(twoPixels, twoPixels.mirrored()));
      assertEquals(new Shape(2, 3, 1, 2), array.getShape());
      assertArrayEquals(
          new float[] {-1, 0.5f, -0.5f, 1, 0, -1, 0.5f, -1, 1, -0.5f, -1, 0}, array.toFloatArray());
      assertEquals(List.of(twoPixels, twoPixels.mirrored()), PictureTensors.toPictures(array));
    }
  }

  @Test
  void givenLayersThenTheSevenChannelsAreForegroundBackgroundAndMask() {
    LayeredImage layers =
        LayeredImage.twoLayer(
            RgbImage.filled(1, 1, 1, 0.5f, 0),
            RgbImage.filled(1, 1, 0, 1, 1),
            Mask.filled(1, 1, 0.75f));
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] channels =
          PictureTensors.ofLayers(manager, LayerLayout.layered(), List.of(layers)).toFloatArray();
      assertArrayEquals(new float[] {1, 0, -1, -1, 1, 1, 0.5f}, channels);
    }
  }

  private static ImageLayer layer(String name, float level, float mask) {
    return new ImageLayer(name, RgbImage.filled(1, 1, level, 0, 1), Mask.filled(1, 1, mask));
  }

  @Test
  void givenSeveralLayersThenColoursFromBackToFrontComeBeforeTheBackgroundAndMasksAfterIt() {
    LayerLayout two = LayerLayout.layered(2);
    LayeredImage stack =
        LayeredImage.of(
            RgbImage.filled(1, 1, 0, 0, 0),
            List.of(layer("layer 1", 0.5f, 1), layer("layer 2", 0.25f, 0.75f)));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = PictureTensors.ofLayers(manager, two, List.of(stack));
      assertArrayEquals(
          new float[] {0, -1, 1, -0.5f, -1, 1, -1, -1, -1, 1, 0.5f}, array.toFloatArray());
      assertEquals(List.of(stack), PictureTensors.toLayers(two.parts(array)));
    }
  }

  @Test
  void givenFewerLayersThenTheFrontPlaceIsBlackUnderAnEmptyMaskAndChangesNothing() {
    LayerLayout two = LayerLayout.layered(2);
    LayeredImage one =
        LayeredImage.of(RgbImage.filled(1, 1, 0, 0.5f, 1), List.of(layer("foreground", 1, 0.5f)));
    LayeredImage whole =
        LayeredImage.of(
            RgbImage.filled(1, 1, 1, 1, 1), List.of(layer("a", 1, 1), layer("b", 1, 1)));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray array = PictureTensors.ofLayers(manager, two, List.of(whole, one));
      LayeredImage back = PictureTensors.toLayers(two.parts(array)).get(1);
      assertEquals(Mask.filled(1, 1, 0), back.layers().get(1).mask());
      assertEquals(RgbImage.filled(1, 1, 0, 0, 0), back.layers().get(1).colour());
      assertEquals(one.composed(), back.composed());
    }
  }

  @Test
  void givenMoreLayersThanPlacesThenTheSentenceSaysHowMany() {
    LayeredImage three =
        LayeredImage.of(
            twoPixels.resized(1, 1, Resampling.BOX),
            List.of(layer("a", 1, 1), layer("b", 1, 1), layer("c", 1, 1)));
    try (NDManager manager = NDManager.newBaseManager()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> PictureTensors.ofLayers(manager, LayerLayout.layered(2), List.of(three)))
              .getMessage();
      assertTrue(message.contains("at most 2 layers") && message.contains("0 has 3"), message);
    }
  }

  @Test
  void givenRawOutputsOutsideTheRangeThenPicturesAreClamped() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray raw = manager.create(new float[] {-1.5f, 0, 1.5f}, new Shape(1, 3, 1, 1));
      assertEquals(
          List.of(RgbImage.of(1, 1, new float[] {0, 0.5f, 1})), PictureTensors.toPictures(raw));
    }
  }

  @Test
  void givenPicturesOfTwoSizesThenTheMessageNamesTheOther() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<RgbImage> mixed = List.of(twoPixels, RgbImage.filled(3, 3, 0, 0, 0));
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> PictureTensors.ofPictures(manager, mixed))
              .getMessage();
      assertEquals(
          "Expected pictures of one size, 2x1, but number 1 is 3x3: resize it first.", message);
    }
  }
}
