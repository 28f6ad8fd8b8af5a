package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.text2layer.data.build.BuildReport;

class BuildProgressTest extends ProgressRecording {
  private static final OptionalLong TOTAL = OptionalLong.of(200);

  private void report(long kept, long dropped, long failed, long found, OptionalLong total) {
    progress.onProgress(counts(kept, dropped, failed, found, total, false));
  }

  private static BuildReport counts(
      long kept, long dropped, long failed, long found, OptionalLong total, boolean complete) {
    SortedMap<String, Long> byFilter = new TreeMap<>(Map.of("mask", dropped));
    return new BuildReport(kept, byFilter, failed, found, total, complete);
  }

  @Test
  void aFilterThatDroppedMostOfAllIsNamedAtTheEnd() {
    progress.onStarted(TOTAL);
    now += 10 * SECOND;
    progress.onFinished(counts(14, 180, 6, 0, TOTAL, true));
    assertTrue(
        last().text().contains(". The filter 'mask' dropped 180 of 200 records (90 %)"),
        last().text());
  }

  @Test
  void theBarIsThereBeforeTheFirstRecord() {
    progress.onStarted(TOTAL);
    assertEquals("record 0 of 200", last().text());
    UntrustedHtml.assertSurvives(last().html());
  }

  @Test
  void aReportTellsCountsTimeLeftAndSpeed() {
    progress.onStarted(TOTAL);
    now += 10 * SECOND;
    report(30, 15, 5, 0, TOTAL);
    assertEquals(
        "after record 50 of 200: 30 kept, 15 dropped, 5 failed · 30 s left · 5.0 records/s",
        last().text());
    assertTrue(last().html().contains("width:15.0%"), "30 of 200 kept");
    assertTrue(last().html().contains("width:7.5%"), "15 of 200 dropped");
  }

  @Test
  void recordsOfAnEarlierRunCountAsDoneButNotAsSpeed() {
    progress.onStarted(TOTAL);
    now += 10 * SECOND;
    report(150, 0, 0, 100, TOTAL);
    assertTrue(last().text().endsWith("10 s left · 5.0 records/s"), last().text());
    progress.onFinished(counts(200, 0, 0, 100, TOTAL, true));
    assertEquals(
        "200 records: 200 kept, 0 dropped, 0 failed · 10 s · 10.0 records/s · 100 from an earlier"
            + " run",
        last().text());
  }

  @Test
  void aSourceThatDoesNotKnowItsSizeHasNoBarAndNoTimeLeft() {
    progress.onStarted(OptionalLong.empty());
    now += SECOND;
    report(8, 0, 0, 0, OptionalLong.empty());
    assertEquals("after record 8: 8 kept, 0 dropped, 0 failed · 8.0 records/s", last().text());
    assertFalse(last().html().contains("width:180px"));
  }

  @Test
  void anInterruptedBuildSaysWhereItStoppedAndThatItCanGoOn() {
    progress.onStarted(TOTAL);
    now += 4 * SECOND;
    progress.onFinished(counts(6, 2, 0, 0, TOTAL, false));
    assertEquals(
        "stopped after record 8 of 200: 6 kept, 2 dropped, 0 failed · 4.0 s · 2.0 records/s"
            + " · run it again to go on",
        last().text());
  }

  @Test
  void reportsThatFollowFastAreNotAllShownButTheLastIs() {
    progress.onStarted(TOTAL);
    for (int i = 1; i <= 200; i++) {
      now += SECOND / 1000;
      report(i, 0, 0, 0, TOTAL);
    }
    assertTrue(outputs.get(0).size() < 5, outputs.get(0).size() + " updates of a page");
    progress.onFinished(counts(200, 0, 0, 0, TOTAL, true));
    assertTrue(last().text().startsWith("200 records: 200 kept"), last().text());
  }

  @Test
  void theNextBuildGetsAnOutputOfItsOwn() {
    progress.onStarted(TOTAL);
    progress.onFinished(counts(200, 0, 0, 0, TOTAL, true));
    progress.onStarted(TOTAL);
    assertEquals(2, outputs.size());
  }
}
