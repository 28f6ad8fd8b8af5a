package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.text2layer.GenerationListener;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;

class ProgressTest extends ProgressRecording {

  private int previews;

  /** A step whose preview takes {@code previewNanos}. */
  private void step(int index, int total, long previewNanos) {
    progress.onStep(
        new GenerationListener.Step() {
          @Override
          public int index() {
            return index;
          }

          @Override
          public int total() {
            return total;
          }

          @Override
          public LayeredImage preview() {
            previews++;
            now += previewNanos;
            return Views.redOverBlue(Map.of());
          }

          @Override
          public void cancel() {}
        });
  }

  @Test
  void theBarIsThereBeforeTheFirstStep() {
    progress.onStarted(20);
    assertEquals("step 0 of 20", last().text());
    assertTrue(last().html().contains("width:0.0%"));
  }

  @Test
  void aStepTellsSpeedAndTimeLeft() {
    progress.onStarted(20);
    now += 2 * SECOND;
    step(4, 20, 0);
    assertEquals("after step 5 of 20: 6.0 s left · 2.5 it/s", last().text());
    assertTrue(last().html().contains("width:25.0%"));
    assertEquals(1, Views.pictures(last().html()).size(), "a preview");
  }

  @Test
  void slowStepsAreTimedInSecondsAndMinutes() {
    progress.onStarted(20);
    now += 10 * SECOND;
    step(0, 20, 0);
    assertEquals("after step 1 of 20: 3 min 10 s left · 10.0 s/it", last().text());
  }

  @Test
  void previewsTakeAboutATenthOfTheTime() {
    progress.onStarted(200);
    for (int index = 0; index < 200; index++) {
      now += SECOND / 10;
      step(index, 200, SECOND / 10);
    }
    // 200 steps of 0.1 s with previews of 0.1 s: one in eleven parts.
    assertTrue(previews >= 15 && previews <= 20, previews + " previews");
  }

  @Test
  void fastStepsAreNotAllShown() {
    progress.onStarted(1000);
    for (int index = 0; index < 1000; index++) {
      now += SECOND / 1000;
      step(index, 1000, SECOND / 100);
    }
    assertTrue(outputs.get(0).size() < 100, outputs.get(0).size() + " updates of a page");
  }

  @Test
  void theEndShowsThePicturesAndNoTimeLeft() {
    progress.onStarted(20);
    now += 8 * SECOND;
    step(19, 20, 0);
    progress.onFinished(Gallery.of(List.of(Views.redOverBlue(Map.of()))));
    assertEquals("20 steps in 8.0 s · 2.5 it/s", last().text());
    assertTrue(last().html().contains("width:100.0%"));
    assertEquals(1, Views.pictures(last().html()).size());
    assertEquals(1, outputs.size(), "one output");
  }

  @Test
  void theEndOfSeveralPicturesCountsThemAndNotTheStepsOfTheirBatches() {
    progress.onStarted(40);
    now += 40 * SECOND;
    step(39, 40, 0);
    progress.onFinished(Gallery.of(Collections.nCopies(8, Views.redOverBlue(Map.of()))));
    assertEquals("8 pictures in 40 s · 5.0 s each", last().text());
    assertEquals(8, Views.pictures(last().html()).size());
  }

  @Test
  void aLongGalleryEndsInAFewPictures() {
    progress.onStarted(1);
    progress.onFinished(Gallery.of(Collections.nCopies(40, Views.redOverBlue(Map.of()))));
    assertEquals(12, Views.pictures(last().html()).size());
  }

  @Test
  void aStoppedGenerationSaysWhereItStopped() {
    progress.onStarted(20);
    now += 3 * SECOND;
    step(6, 20, 0);
    progress.onStopped(new IllegalStateException("stopped"));
    assertEquals("stopped after step 7 of 20, 3.0 s", last().text());
    assertFalse(last().html().contains("left"));
  }

  @Test
  void theNextGenerationGetsAnOutputOfItsOwn() {
    progress.onStarted(2);
    progress.onFinished(Gallery.of(List.of()));
    now += SECOND;
    progress.onStarted(4);
    assertEquals(2, outputs.size());
    assertEquals("step 0 of 4", last().text());
    assertTrue(Views.pictures(last().html()).isEmpty(), "no preview of the one before");
  }
}
