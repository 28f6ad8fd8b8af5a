package org.text2layer.notebook.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PowerLawTest {
  private static List<MeasuredPoint> points(PowerLaw law, double... settings) {
    List<MeasuredPoint> points = new ArrayList<>();
    for (double x : settings) {
      points.add(MeasuredPoint.of(x, law.at(x)));
    }
    return points;
  }

  @Property
  void givenPointsOfAPowerLawThenItIsFound(
      @ForAll @DoubleRange(min = -2, max = 2) double limit,
      @ForAll @DoubleRange(min = 0.5, max = 5) double scale,
      @ForAll @IntRange(min = 1, max = 40) int twentieths) {
    PowerLaw law = new PowerLaw(limit, scale, 0.05 * twentieths, true, 0);
    PowerLaw found = PowerLaw.fit(points(law, 10, 25, 50, 100));
    assertEquals(law.exponent(), found.exponent(), 1e-9);
    assertEquals(limit, found.limit(), 1e-6);
    assertEquals(0, found.residual(), 1e-9);
  }

  @Test
  void givenThreeSettingsThenTheExponentIsFixedAndSaidToBe() {
    PowerLaw found = PowerLaw.fit(points(new PowerLaw(1, 2, 1, true, 0), 10, 50, 100));
    assertEquals(0.5, found.exponent());
    assertFalse(found.fitted());
    assertTrue(found.toString().contains("exponent fixed"), found::toString);
  }

  @Test
  void givenTooFewSettingsOrOneThatIsNotAboveZeroThenTheyAreRefused() {
    List<MeasuredPoint> same = Collections.nCopies(5, MeasuredPoint.of(10, 1));
    assertThrows(IllegalArgumentException.class, () -> PowerLaw.fit(same));
    List<MeasuredPoint> zero =
        List.of(MeasuredPoint.of(0, 1), MeasuredPoint.of(1, 1), MeasuredPoint.of(2, 1));
    assertThrows(IllegalArgumentException.class, () -> PowerLaw.fit(zero));
  }
}
