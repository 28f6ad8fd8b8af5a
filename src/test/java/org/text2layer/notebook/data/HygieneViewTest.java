package org.text2layer.notebook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.Views;

class HygieneViewTest {
  private static RgbImage noise(long seed, float brightness) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rgb = new float[3 * 80 * 80];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = brightness * random.nextInt(256) / 255;
    }
    return RgbImage.of(80, 80, rgb);
  }

  private static InputRecord record(String key, String caption, RgbImage picture) {
    return CaptionedPicture.of(key, caption, picture);
  }

  private static HygieneView view(InputRecord... records) {
    return HygieneView.of(PictureSource.of("test", List.of(records)));
  }

  @Test
  void givenDarkAndEmptyPictures_thenEachIsShownUnderItsProblemsTheWorstFirst() {
    HygieneView view =
        view(
            record("fine", "a", noise(1, 1)),
            record("dark", "b", noise(2, 0.2f)),
            record("darker", "c", noise(3, 0.1f)),
            record("blank", "d", RgbImage.filled(80, 80, 1, 1, 1)));
    assertEquals(List.of("darker", "dark"), view.problems().get(PictureQuality.Problem.DARK));
    assertEquals(List.of("blank"), view.problems().get(PictureQuality.Problem.LIGHT));
    assertEquals("4 pictures, 2 dark, 1 light, 1 blurry, 1 low information", view.toString());
    assertEquals(5, Views.pictures(view.view().html()).size());
  }

  @Test
  void givenEqualAndSimilarPictures_thenTheyAreGroups() {
    RgbImage picture = noise(1, 1);
    HygieneView view =
        view(
            record("one", "a", picture),
            record("other", "b", noise(2, 1)),
            record("equal", "c", picture),
            record("similar", "d", picture.recoloured(0, 1, 0.9)));
    assertEquals(List.of(List.of("one", "equal", "similar")), view.lookAlikes());
    String html = view.view().html();
    assertTrue(html.contains("1 group of 2 pictures"));
    assertTrue(html.contains("1 group of 3 pictures"));
    assertEquals(5, Views.pictures(html).size());
  }

  @Test
  void equalPicturesAloneAreNotSaidToLookAlikeToo() {
    HygieneView view = view(record("a", "a", noise(1, 1)), record("b", "b", noise(1, 1)));
    assertEquals(List.of(), view.lookAlikes());
  }

  @Test
  void givenHostileKeysAndCaptions_thenTheViewSurvivesUntrustedWithoutTheirMarkup() {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(record(Views.HOSTILE, Views.HOSTILE, noise(i % 2, 0.1f)));
    }
    HygieneView view = HygieneView.of(PictureSource.of("test", records));
    UntrustedHtml.assertSurvives(view.view().html());
    assertEquals(3, view.measures().size(), "a key that repeats is numbered");
    assertTrue(view.view().html().contains("Captions that repeat"));
  }

  @Test
  void givenDamagedRecords_thenTheyAreCountedAndTheRestIsLookedAt() {
    byte[] damaged = {1, 2, 3};
    HygieneView view =
        view(
            record("fine", "a", noise(1, 1)),
            new FailedRecord("x", "x", "no caption"),
            CaptionedPicture.of("y", "b", "y.png", () -> new ByteArrayInputStream(damaged)));
    assertEquals("1 picture; 2 records unreadable", view.toString());
    assertTrue(view.view().html().contains("Nothing was found."));
  }

  @Test
  void anInterruptStopsTheLooking() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> view(record("fine", "a", noise(1, 1))));
  }
}
