package org.text2layer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Mask;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/** A folder as make-stamps lays it, of made-up pictures. */
class StampScenesTest {
  @TempDir Path folder;

  @BeforeEach
  void lay() throws IOException {
    write("cutouts.txt", "food/apple.png\nship.png\n");
    write("cutouts/food/apple.txt", "A red apple!\nde.utf8=Ein roter Apfel.\n");
    write("cutouts/ship.txt", "An old ship, from China.\n");
    write("scenes.csv", "package,file,phrase\nwalls,usr/Dune.png,on a dune\n");
    picture("cutouts/food/apple.png", 20, 10, 4, 2, 8, 4);
    picture("cutouts/ship.png", 6, 30, 0, 0, 6, 30);
    PngWriter.write(
        RgbImage.filled(300, 200, 0.2f, 0.4f, 0.6f), Map.of(), file("scenes/walls/usr/Dune.png"));
  }

  /** Red, opaque in one rectangle. */
  private void picture(String name, int width, int height, int left, int top, int w, int h)
      throws IOException {
    float[] alpha = new float[width * height];
    for (int i = 0; i < alpha.length; i++) {
      int x = i % width;
      int y = i / width;
      alpha[i] = x >= left && x < left + w && y >= top && y < top + h ? 1 : 0;
    }
    RgbaImage cutOut =
        RgbaImage.of(RgbImage.filled(width, height, 1, 0, 0), Mask.of(width, height, alpha));
    PngWriter.write(cutOut, Map.of(), file(name));
  }

  private Path file(String name) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return path;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(file(name), text, StandardCharsets.UTF_8);
  }

  @Test
  void givenABuiltFolderThenSamplesHaveTrueLayersAndBothPhrases() {
    StampScenes stamps = StampScenes.of(folder);
    assertEquals("stamps: 2 cut-outs over 1 scenes", stamps.toString());
    assertEquals(
        new SceneObject("food/apple.png", "a red apple", "red apple", "food"),
        stamps.objects().get(0));
    LayeredSample sample = stamps.sample(3);
    assertEquals(sample, StampScenes.of(folder).sample(3));
    assertEquals(stamps.placement(3).caption(), sample.caption());
    assertTrue(sample.caption().endsWith(" on a dune"), sample.caption());
    RgbImage background = sample.layers().background();
    assertEquals(RgbImage.filled(256, 256, 0.2f, 0.4f, 0.6f), background);
    double area = sample.layers().mask().area();
    assertTrue(area > 0.03 && area < 0.6, "area " + area);
  }

  @Test
  void givenACutOutWithTransparentMarginsThenWhatIsSeenFillsTheLongerSide() {
    StampScenes stamps = StampScenes.of(folder);
    RgbaImage apple = stamps.picture(stamps.objects().get(0)); // 8 x 4 of 20 x 10
    assertEquals(1, apple.alpha().value(0, 128));
    assertEquals(1, apple.alpha().value(255, 128));
    assertEquals(0, apple.alpha().value(128, 40));
    assertEquals(0.5, apple.alpha().area(), 0.01);
    RgbaImage ship = stamps.picture(stamps.objects().get(1)); // 6 x 30
    assertEquals(1, ship.alpha().value(128, 0));
    assertEquals(0.2, ship.alpha().area(), 0.01);
  }

  @Test
  void givenTheSplits_thenEachObjectAndSceneIsInOneOfThem() throws IOException {
    StampScenes one = StampScenes.of(folder);
    String refused = assertThrows(DatasetException.class, one::test).getMessage();
    assertTrue(refused.contains("2 and 1"), refused);
    write("scenes.csv", "package,file,phrase\nwalls,usr/Dune.png,on a dune\nw,b.png,at sea\n");
    StampScenes stamps = StampScenes.of(folder);
    assertEquals(stamps.objects().subList(1, 2), stamps.test().objects());
    assertEquals(stamps.objects().subList(0, 1), stamps.training().objects());
    assertEquals(stamps.scenes().subList(1, 2), stamps.test().scenes());
    assertEquals(stamps.scenes().subList(0, 1), stamps.training().scenes());
    assertEquals("a red apple on a dune", stamps.training().placement(5).caption());
  }

  @Test
  void givenDescriptionsThenThePhraseIsTheNounAlone() {
    assertEquals(Optional.of("a frog"), StampCaption.phrase("A frog."));
    assertEquals(
        Optional.of("a spiny lobster"),
        StampCaption.phrase("A spiny lobster, from the Hawaiian islands."));
    assertEquals(
        Optional.of("a stethoscope"),
        StampCaption.phrase("A stethoscope lets your doctor listen to your heart and lungs."));
    assertEquals(
        Optional.of("an inukshuk"), StampCaption.phrase("An inukshuk (or inuksuk), a landmark."));
    assertEquals(Optional.of("a ginger root"), StampCaption.phrase("A ginger 'root'."));
    assertEquals(Optional.of("some nuts"), StampCaption.phrase("Some nuts"));
    assertEquals(Optional.empty(), StampCaption.phrase("Two wild boars."));
    assertEquals(Optional.empty(), StampCaption.phrase(""));
  }

  @Test
  void givenAnEmptyFolderThenTheMessageSaysWhatBuildsIt(@TempDir Path empty) {
    String message = assertThrows(DatasetException.class, () -> StampScenes.of(empty)).getMessage();
    assertTrue(message.contains("make-stamps"), message);
  }

  @Test
  void givenAListThatLeadsOutOfTheFolderThenItIsRefused() throws IOException {
    write("cutouts.txt", "../../apple.png\n");
    assertThrows(DatasetException.class, () -> StampScenes.of(folder));
    write("cutouts.txt", "food/apple.png\n");
    write("scenes.csv", "package,file,phrase\nwalls,../../../Dune.png,on a dune\n");
    StampScenes stamps = StampScenes.of(folder);
    String message = assertThrows(DatasetException.class, () -> stamps.sample(0)).getMessage();
    assertTrue(message.contains("leads out"), message);
  }

  @Test
  void givenListsThatSayNothingThatFitsThenTheLineIsNamed() throws IOException {
    write("scenes.csv", "package,file,phrase\nwalls,usr/Dune.png\n");
    assertRefused("walls,usr/Dune.png");
    write("scenes.csv", "file,phrase\n");
    assertRefused("package,file,phrase");
    write("scenes.csv", "package,file,phrase\n");
    assertRefused("2 and 0");
    write("cutouts/ship.txt", "Two ships.\n");
    assertRefused("Two ships.");
  }

  @Test
  void givenACutOutThatIsAllTransparentThenItIsNamed() throws IOException {
    write("cutouts.txt", "ship.png\n");
    Files.delete(folder.resolve("cutouts/ship.png"));
    picture("cutouts/ship.png", 6, 30, 0, 0, 0, 0);
    StampScenes stamps = StampScenes.of(folder);
    String message = assertThrows(DatasetException.class, () -> stamps.sample(0)).getMessage();
    assertTrue(message.contains("ship.png") && message.contains("transparent"), message);
  }

  private void assertRefused(String named) {
    String message =
        assertThrows(DatasetException.class, () -> StampScenes.of(folder)).getMessage();
    assertTrue(message.contains(named), message);
  }
}
