package org.text2layer.experiment.captions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;

class CaptionSurveyTest {
  private static final EmojiScenes TWO =
      EmojiScenes.all().only(List.of("a red apple", "a lemon"), List.of("beach"));

  private static Text2Layer model;
  private static EmojiSceneCaptionScore judge;
  private static List<String> lines;

  @TempDir Path folder;

  @BeforeAll
  static void measure(@TempDir Path folder) throws IOException {
    model = Text2Layer.load();
    judge = EmojiSceneCaptionScore.load();
    Path file = folder.resolve("captions.csv");
    survey(1).run(file, line -> {});
    lines = Files.readAllLines(file);
  }

  @AfterAll
  static void close() {
    judge.close();
    model.close();
  }

  @Test
  void givenARunThatWasKilledThenItGoesOnToTheSameBytes() throws IOException {
    Path killed = file(lines.subList(0, 3));

    survey(1).run(killed, line -> {});

    assertEquals(2 + 2 * 2, lines.size());
    assertEquals(lines, Files.readAllLines(killed));
  }

  @Test
  void givenTheTrueLayersThenTheirOwnCaptionComesFirst() {
    for (String line : lines.subList(2, 4)) {
      CaptionMeasurement row = CaptionMeasurement.parse(line);
      assertTrue(row.isTrue() && row.rank() == 1 && row.score() > 0.5, line);
    }
  }

  @Test
  void givenTheFileOfOtherSettingsThenItIsRefusedAndStays() throws IOException {
    Path file = file(lines);

    assertThrows(IllegalArgumentException.class, () -> survey(2).run(file, line -> {}));

    assertEquals(lines, Files.readAllLines(file));
  }

  @Test
  void givenEqualScoresThenTheyCountAgainstTheOwnCaption() {
    LayeredImage layers = TWO.sample(0).layers();

    CaptionMeasurement row =
        CaptionMeasurement.of("a lemon", "true", layers, 1, Collections.nCopies(3, 0.25));

    assertEquals(3, row.rank());
  }

  private Path file(List<String> text) throws IOException {
    return Files.writeString(folder.resolve("captions.csv"), String.join("\n", text) + "\n");
  }

  private static CaptionSurvey survey(int steps) {
    return CaptionSurvey.of(model, judge, TWO, TWO.scenes().get(0), steps, 1);
  }
}
