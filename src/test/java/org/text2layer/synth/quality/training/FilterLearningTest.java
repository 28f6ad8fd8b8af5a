package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.DetectorErrors;

/** The shipped mask filter and masks with errors, labelled by the truth. */
class FilterLearningTest {
  private static final int LABELLED = 20;
  private static final int OPEN = 8;

  private static final Map<String, LayeredSample> SAMPLES = new LinkedHashMap<>();
  private static final List<Boolean> GOOD = new ArrayList<>();
  private static final List<String> HEARD = new ArrayList<>();
  private static QualityFilters filters;
  private static LearnedFilter learned;

  @BeforeAll
  static void drawSamplesAndLearn() {
    filters = QualityFilters.standard();
    EmojiScenes scenes = EmojiScenes.unseenObjects();
    DetectorErrors errors = DetectorErrors.of(scenes.toString(), scenes::sample, 5);
    for (int i = 0; i < LABELLED + OPEN; i++) {
      ControlledDefects.Sample sample = errors.sample(i);
      SAMPLES.put("sample " + i, sample.sample());
      GOOD.add(sample.defect().isEmpty());
    }
    learned =
        FilterLearning.of(filters, "mask")
            .withListener((done, total) -> HEARD.add(done + "/" + total))
            .learn(labels(), FilterLearningTest::sample);
  }

  @AfterAll
  static void close() {
    filters.close();
  }

  private static HumanLabels labels() {
    HumanLabels labels = HumanLabels.none();
    for (int i = 0; i < LABELLED; i++) {
      labels = labels.with(label(i, GOOD.get(i)));
    }
    return labels;
  }

  private static HumanLabels.Label label(int i, boolean good) {
    String key = "sample " + i;
    return good
        ? HumanLabels.Label.good(key, "mask")
        : HumanLabels.Label.bad(key, Defect.INCOMPLETE_OBJECT);
  }

  private static Optional<LayeredSample> sample(String key) {
    return Optional.ofNullable(SAMPLES.get(key));
  }

  private static long rightByTheFilterItself() {
    QualityFilter filter = filters.filter("mask");
    long right = 0;
    for (int i = 0; i < LABELLED; i++) {
      boolean kept = filter.score(SAMPLES.get("sample " + i)) >= filter.threshold();
      right += kept == GOOD.get(i) ? 1 : 0;
    }
    return right;
  }

  @Test
  void givenLabelsThenBeforeIsTheFilterAsItWasAndProgressIsHeardForEachSample() {
    assertEquals(rightByTheFilterItself(), learned.before().right().successes());
    assertEquals(LABELLED, learned.after().right().trials());
    assertEquals("0/20", HEARD.get(0));
    assertEquals("20/20", HEARD.get(HEARD.size() - 1));
    assertEquals(2, learned.summary().rowCount());
  }

  @Test
  void givenAPersonWhoCallsBadWhatTheFilterCallsGoodThenTheFilterFollows() {
    HumanLabels opposite = HumanLabels.none();
    for (int i = 0; i < LABELLED; i++) {
      opposite = opposite.with(label(i, !GOOD.get(i)));
    }
    LearnedFilter followed =
        FilterLearning.of(filters, "mask")
            .withLabelWeight(1000)
            .learn(opposite, FilterLearningTest::sample);

    assertTrue(
        followed.after().right().share() > followed.before().right().share() + 0.3,
        followed.toString());
    assertTrue(followed.test().pValue() < 0.05, followed.test().toString());
  }

  @Test
  void givenNoWeightAndOneWrongLabelThenTheOrderOfSamplesStaysAndTheLabelIsTheFirstSuspect() {
    List<String> keys = new ArrayList<>(SAMPLES.keySet());
    List<Double> before = scores(filters.filter("mask"));
    int surest =
        IntStream.range(0, LABELLED)
            .filter(GOOD::get)
            .boxed()
            .max(Comparator.comparing(before::get))
            .orElseThrow();
    LearnedFilter moved =
        FilterLearning.of(filters, "mask")
            .withLabelWeight(0)
            .learn(labels().with(label(surest, false)), FilterLearningTest::sample);

    LearnedFilter.Suspect first = moved.suspects().get(0);
    assertEquals(keys.get(surest), first.key());
    assertFalse(first.labelledGood());
    assertEquals(order(before), order(scores(moved.filter())));
  }

  private static List<Double> scores(QualityFilter filter) {
    return SAMPLES.values().stream().map(filter::score).toList();
  }

  private static List<Integer> order(List<Double> scores) {
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.comparing(scores::get))
        .toList();
  }

  @Test
  void givenOpenSamplesThenTheNextToLabelAreSomeOfThemEachOnce() {
    List<String> next = learned.next(SAMPLES, 3);
    assertEquals(3, next.stream().distinct().count());
    for (String key : next) {
      assertTrue(Integer.parseInt(key.substring("sample ".length())) >= LABELLED, key);
    }
  }

  @Test
  void givenTooFewOfAKindThenItIsSaidHowManyAreNeeded() {
    HumanLabels few = HumanLabels.none();
    for (int i = 0; i < LABELLED; i++) {
      few = few.with(label(i, true));
    }
    HumanLabels onlyGood = few;
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> FilterLearning.of(filters, "mask").learn(onlyGood, FilterLearningTest::sample));
    assertEquals(
        "Expected at least 4 samples labelled good and 4 labelled bad for the mask filter but came 20 and 0: label more.",
        error.getMessage());
  }
}
