package org.text2layer.data.statistics.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FrequenciesTest {
  private static final Frequencies<String> ONE = Frequencies.of(Map.of("x", 3L, "y", 1L));
  private static final Frequencies<String> OTHER = Frequencies.of(Map.of("x", 1L, "z", 1L));

  @Test
  void givenEquallyFrequentValues_thenTheTopListIsInTheirOrder() {
    Frequencies<String> frequencies = Frequencies.of(Map.of("b", 2L, "a", 2L, "c", 5L, "d", 1L));
    assertEquals(List.of("c", "a", "b"), frequencies.top(3));
    assertEquals(10, frequencies.total());
    assertEquals(0.2, frequencies.share("a"), 1e-12);
    assertEquals(0, frequencies.share("e"));
  }

  /** Python's statistics.correlation([3/4, 1/4, 0], [1/2, 0, 1/2]). */
  @Test
  void givenWordsThatOneSetLacks_thenTheyCountAsZeroInPearsonsR() {
    assertEquals(0.1889822365046136, ONE.pearson(OTHER, 10), 1e-12);
  }

  /** The lists are [x] and [x]: one word has no correlation. With [y, x] and [x, y] it is -1. */
  @Test
  void givenShortLists_thenOnlyTheirUnionIsCompared() {
    assertTrue(Double.isNaN(ONE.pearson(OTHER, 1)));
    Frequencies<String> turned = Frequencies.of(Map.of("x", 1L, "y", 2L, "a", 1L));
    assertEquals(-1, ONE.pearson(turned, 1), 1e-12);
  }

  @Test
  void givenTheSameWordsMoreOften_thenRIsOneAndTheDistanceZero() {
    Frequencies<String> twice = ONE.plus(ONE);
    assertEquals(1, ONE.pearson(twice, 10), 1e-12);
    assertEquals(0, ONE.totalVariation(twice), 1e-12);
    assertEquals(0.5, ONE.totalVariation(OTHER), 1e-12);
    assertEquals(1, ONE.totalVariation(Frequencies.of(Map.of("a", 7L))), 1e-12);
    assertTrue(Double.isNaN(ONE.totalVariation(Frequencies.none())));
  }

  @Test
  void givenACountOfZero_thenItIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Frequencies.of(Map.of("a", 0L)));
  }

  /** r does not depend on the scale, so the counts give what the shares do. */
  @Property(tries = 200)
  void givenAnyTwoSets_thenRIsThatOfTheRawCountsInBothDirections(
      @ForAll @Size(min = 2, max = 8)
          Map<@StringLength(min = 1, max = 1) String, @LongRange(min = 1, max = 99) Long> some,
      @ForAll @Size(min = 2, max = 8)
          Map<@StringLength(min = 1, max = 1) String, @LongRange(min = 1, max = 99) Long> more) {
    TreeSet<String> words = new TreeSet<>(some.keySet());
    words.addAll(more.keySet());
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    for (String word : words) {
      double x = some.getOrDefault(word, 0L);
      double y = more.getOrDefault(word, 0L);
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
    int n = words.size();
    double spread = (n * sxx - sx * sx) * (n * syy - sy * sy);
    double r = Frequencies.of(some).pearson(Frequencies.of(more), 5000);
    if (spread > 0) {
      assertEquals((n * sxy - sx * sy) / Math.sqrt(spread), r, 1e-6);
      assertEquals(r, Frequencies.of(more).pearson(Frequencies.of(some), 5000), 1e-12);
    }
  }
}
