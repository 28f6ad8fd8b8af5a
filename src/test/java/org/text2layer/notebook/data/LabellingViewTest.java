package org.text2layer.notebook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Views;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.training.HumanLabels;

class LabellingViewTest {
  @TempDir Path folder;

  private static LayeredSample sample() {
    LayeredImage layers = Views.redOverBlue(Map.of());
    return new LayeredSample("an apple", layers.composed(), layers);
  }

  private static LabellingView view(int number) {
    Map<String, LayeredSample> samples = new LinkedHashMap<>();
    for (int i = 1; i <= number; i++) {
      samples.put("key" + i, sample());
    }
    return LabellingView.of(samples);
  }

  @Test
  void givenNumbersInACell_thenTheLabelsAreThoseOfTheSamplesKeys() {
    LabellingView labels = view(4).bad(3, "hole").good(1, 2).bad(4, Defect.SMALL_OBJECT);
    assertEquals(
        List.of(
            HumanLabels.Label.bad("key3", Defect.OBJECT_IN_HOLE),
            HumanLabels.Label.good("key1", "mask"),
            HumanLabels.Label.good("key2", "mask"),
            HumanLabels.Label.good("key1", "inpainting"),
            HumanLabels.Label.good("key2", "inpainting"),
            HumanLabels.Label.bad("key4", Defect.SMALL_OBJECT)),
        labels.labels().all());
    assertEquals(
        "4 samples to label by mask and inpainting: 6 of 8 labels given", labels.toString());
    String html = labels.view().html();
    assertTrue(html.contains(">inpainting: object in hole<"));
    assertTrue(html.contains(">mask: not labelled<"));
  }

  @Test
  void givenLabelsForMasksOnly_thenGoodSaysNothingOfTheBackground() {
    LabellingView labels = view(2).only("mask").good(1);
    assertEquals(Optional.empty(), labels.labels().of("key1", "inpainting"));
    assertEquals("2 samples to label by mask: 1 of 2 labels given", labels.toString());
    assertThrows(IllegalArgumentException.class, () -> labels.bad(2, "hole"));
  }

  @Test
  void givenAWrongNumberOrWord_thenOneSentenceSaysWhatIsRight() {
    LabellingView labels = view(4);
    for (int number : new int[] {0, 5, -1}) {
      assertMessage(() -> labels.good(1, number), "1 to 4, but came " + number);
    }
    assertMessage(() -> labels.bad(1, "object"), "'object', which fits 4 of them");
    assertMessage(() -> labels.bad(1, " "), "which fits 0 of them");
    assertMessage(() -> labels.bad(1, "hat"), "object in hole");
    assertEquals(0, labels.labels().size());
  }

  private static void assertMessage(Runnable call, String part) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void aLaterLabelReplacesAnEarlierOneAndCanBeTakenBack() {
    LabellingView labels = view(2).good(1).bad(1, "artefacts");
    assertEquals(
        Optional.of(HumanLabels.Label.bad("key1", Defect.ARTEFACTS)),
        labels.labels().of("key1", "inpainting"));
    assertEquals(0, labels.unlabelled(1).labels().size());
  }

  @Test
  void givenASavedView_thenItsCsvGoesOnWhereItStopped() {
    Path file = folder.resolve("labels.csv");
    view(2).good(1).save(file);
    LabellingView later = view(2).with(HumanLabels.read(file)).bad(2, "incomplete");
    assertEquals(3, later.labels().size());
    List<LabelledSample> samples = later.samples("mask");
    assertEquals(2, samples.size());
    assertEquals(Optional.of(Defect.INCOMPLETE_OBJECT), samples.get(1).defect());
  }

  @Test
  void givenManySamples_thenEightAreShownAndOthersOnDemandByTheSameNumbers() {
    LabellingView labels = view(30);
    assertEquals(8 * 4, Views.pictures(labels.view().html()).size());
    String html = labels.showing(29, 30).view().html();
    assertEquals(2 * 4, Views.pictures(html).size());
    assertTrue(html.contains("Numbers 29 to 30 of 30 shown"));
    assertMessage(() -> labels.showing(1, 30), "at most 24 numbers");
    assertMessage(() -> labels.showing(30, 31), "but came 31");
  }

  @Test
  void twoSamplesWithOneKeyAreRefusedSinceALabelCouldNotTellThem() {
    StoredSample one = new StoredSample("1", "same", "test", sample(), Map.of());
    StoredSample two = new StoredSample("2", "same", "test", sample(), Map.of());
    assertMessage(() -> LabellingView.of(List.of(one, two)), "'same'");
    assertMessage(() -> LabellingView.of(List.of()), "there are none");
  }

  @Test
  void aNonsenseMaskHasALabelOfItsOwnThatASavedFileKeeps() {
    Path file = folder.resolve("nonsense.csv");
    view(1).bad(1, "no object").save(file);
    assertEquals(
        List.of(HumanLabels.Label.bad("key1", Defect.NO_OBJECT)), HumanLabels.read(file).all());
  }

  @Test
  void givenAPageThatIsNotTrusted_thenTheViewIsWholeWithoutItsScript() {
    View view = view(9).showing(3, 4).only("mask").view();
    UntrustedHtml.assertSurvives(view.html());
    assertFalse(view.html().contains("<script"));
    assertTrue(view.page().startsWith(view.html() + "<script>"));
    assertEquals(1, view.page().split("</script>", -1).length - 1, "nothing ends it early");
    assertTrue(
        view.script()
            .contains(
                "first = 3, filters = {\"mask\":[\"incomplete object\",\"background in mask\",\"small object\",\"no object\"]}"),
        view.script());
  }
}
