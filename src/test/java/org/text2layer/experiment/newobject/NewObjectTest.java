package org.text2layer.experiment.newobject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureException;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

class NewObjectTest {
  private static final String PHRASE = "a striped teapot";

  @TempDir Path folder;

  /** A bar whose width tells it from others. */
  private static RgbaImage bar(int size, int width) {
    float[] alpha = new float[size * size];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = i % size < width ? 1 : 0;
    }
    return RgbaImage.of(RgbImage.filled(size, size, 1, 0, 0), Mask.of(size, size, alpha));
  }

  private void write(RgbaImage cutOut, String name) {
    PngWriter.write(cutOut, Map.of(), folder.resolve(name));
  }

  private static String refused(Class<? extends Exception> type, Runnable call) {
    String message = assertThrows(type, call::run).getMessage();
    assertTrue(message.startsWith("Expected ") && message.endsWith("."), message);
    return message;
  }

  @Test
  void givenAFolderThenItsPicturesComeInTheOrderOfTheirNamesAndTheRestIsPassedOver()
      throws IOException {
    for (int width = 8; width > 3; width--) {
      write(bar(40, width), "view-" + width + ".PNG");
    }
    Files.writeString(folder.resolve("notes.txt"), "not a picture");
    Files.writeString(folder.resolve("._view-4.PNG"), "what macOS leaves on other disks");
    Files.createDirectory(folder.resolve("more.png"));
    NewObject object = NewObject.read(PHRASE, folder);
    assertEquals(5, object.cutOuts().size());
    assertEquals(bar(40, 4), object.cutOuts().get(0));
    assertEquals(bar(40, 8), object.cutOuts().get(4));
  }

  @Test
  void givenAFolderWithoutCutOutsThenOneSentenceSaysSo() throws IOException {
    Class<? extends Exception> type = org.text2layer.data.DatasetException.class;
    assertTrue(refused(type, () -> NewObject.read(PHRASE, folder)).contains("there are none"));
    Path missing = folder.resolve("missing");
    assertTrue(refused(type, () -> NewObject.read(PHRASE, missing)).contains("missing"));
    Files.writeString(folder.resolve("broken.png"), "no PNG");
    assertThrows(PictureException.class, () -> NewObject.read(PHRASE, folder));
  }

  @Test
  void givenAPhotographThatIsNotCutOutThenItsFileIsNamed() {
    write(bar(40, 40), "opaque.png");
    String message = refused(IllegalArgumentException.class, () -> NewObject.read(PHRASE, folder));
    assertTrue(message.contains("opaque.png") && message.contains("100.0 %"), message);
  }

  @Test
  void givenFewerThanAHandfulOrTooSmallCutOutsThenTheyAreRefused() {
    Class<? extends Exception> type = IllegalArgumentException.class;
    List<RgbaImage> four = List.of(bar(40, 4), bar(40, 5), bar(40, 6), bar(40, 7));
    assertTrue(refused(type, () -> NewObject.of(PHRASE, four)).contains("came 4"));
    List<RgbaImage> small = List.of(bar(40, 4), bar(40, 5), bar(31, 6), bar(40, 7), bar(40, 8));
    assertTrue(refused(type, () -> NewObject.of(PHRASE, small)).contains("cut-out 3 has 31x31"));
  }

  @Test
  void givenNoPhraseOrALongOneOrAnOldObjectsThenItIsRefused() {
    Class<? extends Exception> type = IllegalArgumentException.class;
    List<RgbaImage> five = List.of(bar(40, 4), bar(40, 5), bar(40, 6), bar(40, 7), bar(40, 8));
    assertTrue(refused(type, () -> NewObject.of("  ", five)).contains("came none"));
    assertTrue(refused(type, () -> NewObject.of("x".repeat(101), five)).contains("101"));
    assertTrue(refused(type, () -> NewObject.of("a\nteapot", five)).contains("2 lines"));
    assertTrue(refused(type, () -> NewObject.of("a teapot", five)).contains("'a teapot' already"));
  }

  @Test
  void givenOtherCutOutsThenTheDescriptionDiffersSoThatNoFolderMixesThem() {
    List<RgbaImage> five = List.of(bar(40, 4), bar(40, 5), bar(40, 6), bar(40, 7), bar(40, 8));
    List<RgbaImage> other = List.of(bar(40, 4), bar(40, 5), bar(40, 6), bar(40, 7), bar(40, 9));
    String description = NewObject.of(PHRASE, five).description();
    assertEquals(description, NewObject.of(PHRASE, List.copyOf(five)).description());
    assertNotEquals(description, NewObject.of(PHRASE, other).description());
  }

  @Test
  void givenTheWateringCanThenEachViewIsAnotherAndAlwaysTheSame() {
    NewObject twenty = WateringCan.twentyViews();
    assertEquals(20, twenty.cutOuts().stream().distinct().count());
    assertEquals(twenty.cutOuts().get(3), WateringCan.views(3, 1).get(0));
    for (RgbaImage view : twenty.cutOuts()) {
      double area = view.alpha().area();
      assertTrue(area > 0.08 && area < 0.4, "covers " + area);
      for (int i = 0; i < view.width(); i++) {
        float edges = view.alpha().value(i, 0) + view.alpha().value(view.width() - 1, i);
        assertEquals(0, edges, "cut off at the edge");
      }
    }
  }
}
