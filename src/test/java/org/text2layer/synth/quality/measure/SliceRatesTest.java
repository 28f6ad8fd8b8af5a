package org.text2layer.synth.quality.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.metrics.significance.Proportion;

class SliceRatesTest {
  private static LedgerRow row(
      int number, String source, String caption, Verdict verdict, double hole) {
    return new LedgerRow(
        number,
        "key " + number,
        source,
        caption,
        verdict,
        verdict == Verdict.DROPPED ? "mask" : "",
        verdict == Verdict.DROPPED ? OptionalDouble.of(0.2) : OptionalDouble.empty(),
        verdict == Verdict.FAILED
            ? Map.of()
            : Map.of("mask", verdict == Verdict.KEPT ? 0.8 : 0.2, "hole", hole));
  }

  /** 20 apples, of which 18 are kept, 20 dogs, of which 4 are, 3 boats, and a failure. */
  private static Ledger ledger() {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < 43; i++) {
      String object = i < 20 ? "a red apple" : i < 40 ? "the dog's bone" : "a boat";
      boolean kept = i < 20 ? i >= 2 : i < 40 ? i < 24 : true;
      rows.add(
          row(i, i % 2 + ".tar: " + i, object, kept ? Verdict.KEPT : Verdict.DROPPED, i / 100.0));
    }
    rows.add(row(43, "0.tar: 43", "a red apple", Verdict.FAILED, 0));
    return new Ledger(rows);
  }

  @Test
  void givenSlices_thenEachIsComparedWithAllOthersAndTheLargestGapComesFirst() {
    SliceRates rates = SliceRates.of(ledger(), List.of(Slicing.byCaptionWords(ledger(), 9)));
    assertEquals(new Proportion(25, 43), rates.all());
    assertEquals(
        List.of("bone", "dog", "apple", "red"),
        rates.slices().stream().map(SliceRates.Slice::name).toList());
    SliceRates.Slice dogs = rates.slices().get(1);
    assertEquals(new Proportion(4, 20), dogs.kept());
    assertEquals(new Proportion(21, 23), dogs.others());
    assertTrue(dogs.gap().isOne());
    assertEquals(1, rates.leftOut(), "3 boats are too few");
  }

  @Test
  void givenOneFilterAndAThreshold_thenOnlyItsScoresCount() {
    SliceRates rates = SliceRates.of(ledger(), "mask", 0.1, List.of(Slicing.bySource()));
    assertEquals(new Proportion(43, 43), rates.all());
    assertEquals(
        List.of("0.tar", "1.tar"),
        rates.slices().stream().map(SliceRates.Slice::name).sorted().toList());
  }

  @Test
  void givenANumber_thenItsQuartersHoldAboutAsManyRecordsEach() {
    Slicing quarters = Slicing.byQuarters("mask area", ledger(), "hole");
    List<Integer> sizes =
        IntStream.range(0, 43)
            .mapToObj(i -> quarters.slices(ledger().rows().get(i)))
            .collect(
                Collectors.groupingBy(
                    names -> names.iterator().next(), TreeMap::new, Collectors.counting()))
            .values()
            .stream()
            .map(Long::intValue)
            .toList();
    assertEquals(4, sizes.size());
    assertTrue(sizes.stream().allMatch(size -> size >= 10 && size <= 12), sizes.toString());
    assertEquals(Set.of(), quarters.slices(ledger().rows().get(43)), "a failure has no score");
    assertThrows(
        IllegalArgumentException.class, () -> Slicing.byQuarters("light", ledger(), "light"));
  }

  @Test
  void givenPlacesOfRecords_thenTheirSourceIsFolderArchiveOrList() {
    Slicing source = Slicing.bySource();
    Map<String, String> expected =
        Map.of(
            "a/b/c.png", "a/b",
            "c.png", "the folder itself",
            "set-00.tar: a/b", "set-00.tar",
            "list.csv line 12: a/b.png", "list.csv");
    expected.forEach(
        (place, name) ->
            assertEquals(Set.of(name), source.slices(row(0, place, "", Verdict.KEPT, 0)), place));
  }

  @Test
  void givenPhrases_thenTheLongestThatACaptionHasCounts() {
    Slicing objects = Slicing.byPhrases("object", Map.of("apple", "food", "apple tree", "plants"));
    assertEquals(Set.of("plants"), objects.slices(row(0, "", "an apple tree", Verdict.KEPT, 0)));
    assertEquals(Set.of(), objects.slices(row(0, "", "a dog", Verdict.KEPT, 0)));
  }
}
