package org.text2layer.data.statistics.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.Placement;
import org.text2layer.data.SceneObject;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;

class CutOutClassifierTest {
  private static final ComputeDevice CPU = ComputeDevice.named("cpu");
  private static final EmojiScenes SCENES = EmojiScenes.all();

  private static LayeredSample sample(String name, double scale, double dx) {
    SceneObject object =
        SCENES.objects().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return SCENES.compose(
        new Placement(object, SCENES.scenes().get(3), false, scale, 0, dx, 0, false));
  }

  private static List<String> categories(CutOutClassifier classifier, LayeredSample sample) {
    return classifier.detect(sample).stream().map(ObjectDetector.NamedObject::category).toList();
  }

  /** Of drawings the classifier knows few; on these its answer is beyond doubt. */
  @Test
  void givenObjectsThatImageNetKnows_thenTheyHaveTheirNames() {
    try (CutOutClassifier classifier = CutOutClassifier.load(CPU, 0.5)) {
      for (String name : List.of("abacus", "joystick", "umbrella", "desktop computer")) {
        assertEquals(List.of(name), categories(classifier, sample(name, 0.9, 0)), name);
      }
      // Half of it is beyond the frame's edge, which must not stretch what is left.
      assertEquals(List.of("volleyball"), categories(classifier, sample("volleyball", 0.6, 0.45)));
    }
  }

  @Test
  void givenTwoObjectsApart_thenEachIsNamed() {
    LayeredImage left = sample("abacus", 0.45, -0.5).layers();
    LayeredImage right = sample("volleyball", 0.45, 0.5).layers();
    float[] mask = left.mask().toArray();
    float[] colours = left.foreground().toArray();
    float[] rightMask = right.mask().toArray();
    float[] rightColours = right.foreground().toArray();
    for (int i = 0; i < mask.length; i++) {
      if (rightMask[i] > 0) {
        mask[i] = rightMask[i];
        System.arraycopy(rightColours, 3 * i, colours, 3 * i, 3);
      }
    }
    LayeredSample both =
        sample(
            LayeredImage.twoLayer(
                RgbImage.of(256, 256, colours), left.background(), Mask.of(256, 256, mask)));
    try (CutOutClassifier classifier = CutOutClassifier.load(CPU, 0.3)) {
      assertEquals(
          List.of("abacus", "volleyball"), categories(classifier, both).stream().sorted().toList());
    }
  }

  private static LayeredSample sample(LayeredImage layers) {
    return new LayeredSample("two", layers.composed(), layers);
  }

  @Test
  void givenMasksOfNothingAndOfManyParts_thenTheyHaveNoneAndOneAPartAndNothingStaysInMemory() {
    int size = 64;
    float[] dots = new float[size * size];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = i % size % 8 < 4 && i / size % 8 < 4 ? 1 : 0;
    }
    NDManager manager = CPU.newManager();
    try (CutOutClassifier classifier = CutOutClassifier.of(manager, 0)) {
      int before = manager.getManagedArrays().size();
      assertEquals(64, classifier.detect(grey(Mask.of(size, size, dots))).size());
      assertEquals(List.of(), classifier.detect(grey(Mask.filled(size, size, 0.4f))));
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  /** As wide as a picture may be: the square around it must not be made in full. */
  @Test
  void givenAVeryWideObject_thenItIsSeenToo() {
    try (CutOutClassifier classifier = CutOutClassifier.load(CPU, 0)) {
      assertEquals(1, classifier.detect(grey(Mask.filled(60_000, 2, 1))).size());
    }
  }

  private static LayeredSample grey(Mask mask) {
    RgbImage grey = RgbImage.filled(mask.width(), mask.height(), 0.5f, 0.5f, 0.5f);
    return sample(LayeredImage.of(grey, List.of(new ImageLayer("foreground", grey, mask))));
  }

  @Test
  void givenNothingSureEnough_thenNothingIsCounted() {
    try (CutOutClassifier classifier = CutOutClassifier.load(CPU, 1)) {
      assertEquals(List.of(), classifier.detect(sample("abacus", 0.9, 0)));
    }
    assertThrows(IllegalArgumentException.class, () -> CutOutClassifier.load(CPU, 1.1));
  }

  @Test
  void givenImageNetsNames_thenEveryClassHasOneOfItsOwn() {
    List<String> names = ImageNetClasses.names();
    assertEquals(1000, new HashSet<>(names).size());
    assertEquals("tench", names.get(0));
    assertEquals("crane (n02012849)", names.get(134));
    assertEquals("espresso", names.get(967));
    assertEquals("toilet tissue", names.get(999));
  }
}
