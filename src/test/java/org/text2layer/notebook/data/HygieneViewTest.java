package org.text2layer.notebook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.text2layer.data.hygiene.HygieneReport;
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
    return HygieneView.of(report(List.of(records)));
  }

  private static HygieneReport report(List<InputRecord> records) {
    return HygieneReport.of(PictureSource.of("test", records));
  }

  @Test
  void givenDarkAndEmptyPictures_thenEachIsShownUnderItsProblemsTheWorstFirst() {
    HygieneView view =
        view(
            record("fine", "a", noise(1, 1)),
            record("dark", "b", noise(2, 0.2f)),
            record("darker", "c", noise(3, 0.1f)),
            record("blank", "d", RgbImage.filled(80, 80, 1, 1, 1)));
    assertEquals("4 pictures, 2 dark, 1 light, 1 blurry, 1 low information", view.toString());
    String html = view.view().html();
    assertEquals(5, Views.pictures(html).size());
    assertTrue(html.indexOf(">darker<") < html.indexOf(">dark<", html.indexOf("brightest")), html);
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
    String html = view.view().html();
    assertTrue(html.contains("1 group of 2 pictures"));
    assertTrue(html.contains("1 group of 3 pictures"));
    assertEquals(5, Views.pictures(html).size());
  }

  @Test
  void equalPicturesAloneAreNotSaidToLookAlikeToo() {
    String html = view(record("a", "a", noise(1, 1)), record("b", "b", noise(1, 1))).view().html();
    assertTrue(html.contains("there twice"));
    assertFalse(html.contains("look alike"));
  }

  @Test
  void givenHostileKeysAndCaptions_thenTheViewSurvivesUntrustedWithoutTheirMarkup() {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(record(Views.HOSTILE, Views.HOSTILE, noise(i % 2, 0.1f)));
    }
    records.add(new FailedRecord(Views.HOSTILE, Views.HOSTILE, Views.HOSTILE));
    HygieneReport report = report(records);
    assertEquals(3, report.measures().size(), "a key that repeats is numbered");
    HygieneView view = HygieneView.of(report);
    UntrustedHtml.assertSurvives(view.view().html());
    assertTrue(view.view().html().contains("Captions that repeat"));
  }

  @Test
  void givenUnreadableRecords_thenTheFirstAreNamedWithTheirReasonAndTheRestIsCounted() {
    byte[] damaged = {1, 2, 3};
    List<InputRecord> records = new ArrayList<>();
    records.add(record("fine", "a", noise(1, 1)));
    records.add(CaptionedPicture.of("y", "b", "y.png", () -> new ByteArrayInputStream(damaged)));
    for (int i = 0; i < 7; i++) {
      records.add(new FailedRecord("x" + i, "x.csv", "no caption " + i));
    }
    HygieneView view = HygieneView.of(report(records));
    assertEquals("1 picture; 8 records unreadable", view.toString());
    String html = view.view().html();
    assertTrue(html.contains("y.png but it starts with the bytes 01 02 03"), html);
    assertTrue(html.contains("no caption 3") && !html.contains("no caption 4"), html);
    assertTrue(html.contains("and 3 more records"), html);
  }

  @Test
  void givenNothingFound_thenItSaysSo() {
    assertTrue(view(record("fine", "a", noise(1, 1))).view().html().contains("Nothing was found."));
  }
}
