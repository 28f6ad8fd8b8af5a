package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HygieneProgressTest extends ProgressRecording {

  private void looked(long done, long total, long seconds) {
    now += seconds * SECOND;
    progress.onLooked(done, total < 0 ? OptionalLong.empty() : OptionalLong.of(total));
  }

  private List<String> texts() {
    return outputs.get(outputs.size() - 1).stream().map(View::text).toList();
  }

  @Test
  void givenASourceThatKnowsItsSize_thenTheLineTellsTheTimeLeft() {
    looked(0, 331, 0);
    looked(100, 331, 10);
    looked(331, 331, 23);
    assertEquals(
        List.of(
            "looked at 0 of 331 records",
            "looked at 100 of 331 records · 23 s left · 10.0 records/s",
            "looked at 331 records · 33 s · 10.0 records/s"),
        texts());
    View middle = outputs.get(0).get(1);
    assertTrue(middle.html().contains("width:30.2%"), middle.html());
    UntrustedHtml.assertSurvives(middle.html());
  }

  @Test
  void givenASourceThatDoesNot_thenItTellsWhatWasDoneWithoutABar() {
    looked(0, -1, 0);
    looked(100, -1, 10);
    looked(331, 331, 23);
    assertEquals("looked at 100 records · 10 s · 10.0 records/s", texts().get(1));
    assertEquals("looked at 331 records · 33 s · 10.0 records/s", texts().get(2));
    assertFalse(outputs.get(0).get(1).html().contains("width:"));
  }

  @Test
  void givenManyCallsASecond_thenTheLineIsWrittenAtMostFiveTimesButAlwaysAtTheEnd() {
    looked(0, 400, 0);
    for (int i = 1; i <= 400; i++) {
      now += SECOND / 100;
      progress.onLooked(i, OptionalLong.of(400));
    }
    assertTrue(texts().size() <= 2 + 4 * 5, texts().size() + " lines");
    assertEquals(
        "looked at 400 records · 4.0 s · 100.0 records/s", texts().get(texts().size() - 1));
  }

  @Test
  void givenASecondSource_thenItHasALineOfItsOwn() {
    looked(0, 2, 0);
    looked(2, 2, 1);
    looked(0, 3, 1);
    assertEquals(2, outputs.size());
  }
}
