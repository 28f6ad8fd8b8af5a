package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayeredImageTest {
  private final RgbImage foreground = Pictures.rgb(1, 4, 3);
  private final RgbImage background = Pictures.rgb(2, 4, 3);
  private final Mask mask = Pictures.mask(3, 4, 3);
  private final LayeredImage twoLayer = LayeredImage.twoLayer(foreground, background, mask);
  private final LayeredImage threeLayer = twoLayer.plus(new ImageLayer("top", foreground, mask));

  @Test
  void givenATwoLayerImage_thenItsPartsAreForegroundBackgroundMaskAndCutOut() {
    assertEquals(foreground, twoLayer.foreground());
    assertEquals(background, twoLayer.background());
    assertEquals(mask, twoLayer.mask());
    assertEquals(RgbaImage.of(foreground, mask), twoLayer.cutOut());
    assertEquals(background, twoLayer.backdrop());
    assertEquals("LayeredImage 4x3, 1 layer", twoLayer.toString());
  }

  @Test
  void givenTwoLayersOrNone_whenOnePartIsAsked_thenTheMessageCountsThemAndSaysWhatToCall() {
    IllegalStateException two = assertThrows(IllegalStateException.class, threeLayer::foreground);
    assertTrue(two.getMessage().contains("this image has 2: call layers()"), two.getMessage());
    LayeredImage bare = LayeredImage.of(background, List.of());
    IllegalStateException none = assertThrows(IllegalStateException.class, bare::background);
    assertTrue(none.getMessage().contains("has 0: call backdrop()"), none.getMessage());
    assertThrows(IllegalStateException.class, threeLayer::mask);
    assertEquals(background, bare.composed());
  }

  @Test
  void givenPartsOfAnotherSize_thenTheMessageNamesThePartAndBothSizes() {
    RgbImage small = Pictures.rgb(1, 2, 2);
    assertRefused(
        "foreground' to be 4x3 but it is 2x2",
        () -> LayeredImage.twoLayer(small, background, Pictures.mask(1, 2, 2)));
    assertRefused(
        "mask of layer 'x' to be 2x2 but it is 4x3", () -> new ImageLayer("x", small, mask));
    assertRefused("new backdrop to be 4x3 but it is 2x2", () -> twoLayer.over(small));
    assertRefused("blank", () -> new ImageLayer(" ", foreground, mask));
    assertRefused("alpha to be 2x2", () -> RgbaImage.of(small, mask));
  }

  @Test
  void givenAListOrMapThatChangesLater_thenTheImageDoesNot() {
    List<ImageLayer> layers = new ArrayList<>(twoLayer.layers());
    Map<String, String> provenance = new LinkedHashMap<>(Map.of("seed", "7"));
    LayeredImage image = LayeredImage.of(background, layers).withProvenance(provenance);
    layers.clear();
    provenance.put("seed", "8");
    assertEquals(1, image.layers().size());
    assertEquals(Map.of("seed", "7"), image.provenance());
    assertThrows(UnsupportedOperationException.class, () -> image.layers().clear());
    assertThrows(UnsupportedOperationException.class, () -> image.provenance().clear());
  }

  @Test
  void givenProvenance_whenTheImageIsChanged_thenItIsHandedOnInItsOrder() {
    Map<String, String> provenance = new LinkedHashMap<>();
    for (String key : List.of("caption", "seed", "sampler", "a")) {
      provenance.put(key, "of " + key);
    }
    LayeredImage told = twoLayer.withProvenance(provenance);
    for (LayeredImage image : List.of(told, told.resized(2, 2, Resampling.BOX))) {
      assertEquals(List.copyOf(provenance.keySet()), List.copyOf(image.provenance().keySet()));
      assertEquals(provenance, image.provenance());
    }
    provenance.put("edited", "since it was made");
    for (LayeredImage image :
        List.of(
            told.over(foreground),
            told.over(foreground).plus(new ImageLayer("top", foreground, mask)),
            told.mapLayers(layer -> layer.moved(1, 0)),
            told.mapLayer(0, layer -> layer.faded(0.5)))) {
      assertEquals(List.copyOf(provenance.keySet()), List.copyOf(image.provenance().keySet()));
      assertEquals(provenance, image.provenance());
    }
    assertEquals(Map.of(), twoLayer.over(foreground).provenance(), "nothing was told");
  }

  @Test
  void imagesAreEqualWhenEveryPartIs() {
    LayeredImage same = LayeredImage.twoLayer(foreground, background, mask);
    assertEquals(twoLayer, same);
    assertEquals(twoLayer.hashCode(), same.hashCode());
    assertNotEquals(twoLayer, threeLayer);
    assertNotEquals(twoLayer, twoLayer.over(foreground));
    assertNotEquals(twoLayer, twoLayer.withProvenance(Map.of("seed", "1")));
    assertNotEquals(twoLayer, LayeredImage.twoLayer(foreground, background, mask.inverted()));
  }

  @Test
  void givenAGallery_thenImagesAndLabelsKeepTheirOrder() {
    Map<String, LayeredImage> images = new LinkedHashMap<>();
    images.put("z", twoLayer);
    images.put("a", threeLayer);
    Gallery gallery = Gallery.labelled(images);
    assertEquals(List.of("z", "a"), gallery.labels());
    assertEquals(threeLayer, gallery.get(1));
    List<LayeredImage> seen = new ArrayList<>();
    gallery.forEach(seen::add);
    assertEquals(List.of(twoLayer, threeLayer), seen);
    assertEquals(List.of("1", "2"), Gallery.of(seen).labels());
    assertEquals("Gallery of 2 images", gallery.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> gallery.get(2));
  }

  private static void assertRefused(String part, Runnable construction) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, construction::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
