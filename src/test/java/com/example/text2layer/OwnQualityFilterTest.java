package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.experiment.truth.LayerTruth;
import org.text2layer.experiment.truth.SampleGroup;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.data.BuildView;
import org.text2layer.notebook.data.LabellingView;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.HumanLabels;

/** A third quality filter as one class outside of the library, with the two that ship with it. */
class OwnQualityFilterTest {
  private static final String NAME = "edge contrast";
  private static final Defect FAINT = new Defect(NAME, "faint edge");
  private static final double THRESHOLD = 0.16;
  private static final int PICTURES = 8;

  @TempDir static Path folder;

  private static LayerSynthesizer synthesizer;
  private static QualityFilters filters;
  private static BuildView built;

  /** How much the picture changes across the mask's edge: an object like its scene scores low. */
  private static class EdgeContrast implements QualityFilter {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String description() {
      return "mean difference of horizontal neighbours across m = 0.5";
    }

    @Override
    public double threshold() {
      return THRESHOLD;
    }

    @Override
    public double score(LayeredSample sample) {
      RgbImage picture = sample.picture();
      Mask mask = sample.layers().mask();
      double sum = 0;
      int count = 0;
      for (int y = 0; y < picture.height(); y++) {
        for (int x = 1; x < picture.width(); x++) {
          if (mask.value(x, y) > 0.5 != mask.value(x - 1, y) > 0.5) {
            for (int channel = 0; channel < 3; channel++) {
              sum += Math.abs(picture.value(x, y, channel) - picture.value(x - 1, y, channel));
              count++;
            }
          }
        }
      }
      return count == 0 ? 0 : sum / count;
    }
  }

  @BeforeAll
  static void build() {
    synthesizer = LayerSynthesizer.standard();
    filters =
        QualityFilters.standard()
            .withThreshold("mask", 0)
            .withThreshold("inpainting", 0)
            .with(new EdgeContrast());
    run(filters, "set");
    built = BuildView.of(folder.resolve("set"));
  }

  @AfterAll
  static void close() {
    synthesizer.close();
    filters.close();
  }

  private static void run(QualityFilters judges, String into) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      LayeredSample sample = EmojiScenes.test().sample(i);
      records.add(CaptionedPicture.of("key" + i, sample.caption(), sample.picture()));
    }
    DatasetBuild.of(
            PictureSource.of("eight", records),
            LayerRecipe.of(synthesizer, judges),
            folder.resolve(into))
        .withOptions(BuildOptions.standard().withWorkers(2).withSizes(2, 2))
        .run();
  }

  private static Ledger ledger(String of) {
    return Ledger.read(folder.resolve(of));
  }

  @Test
  void givenAThirdFilter_whenABuildHasRun_thenItAloneDropsWhatIsBelowItsThreshold() {
    Ledger ledger = ledger("set");
    assertEquals(PICTURES, ledger.count(Verdict.KEPT) + ledger.count(Verdict.DROPPED));
    assertEquals(Map.of(NAME, ledger.count(Verdict.DROPPED)), ledger.droppedByFilter());
    assertTrue(ledger.count(Verdict.KEPT) > 0 && ledger.count(Verdict.DROPPED) > 0);
    List<StoredSample> stored = built.samples(row -> true, PICTURES);
    for (LedgerRow row : ledger.rows()) {
      double score = row.scores().get(NAME);
      assertEquals(row.verdict() == Verdict.KEPT, score >= THRESHOLD, row.toString());
      assertEquals(
          List.of(LayerRecipe.BRIGHTNESS, NAME, LayerRecipe.HOLE, "inpainting", "mask"),
          List.copyOf(row.scores().keySet()));
      LayeredSample sample = stored.get((int) row.record()).sample();
      assertEquals(score, new EdgeContrast().score(sample), 0.02, "rounded to 8 bits");
    }
  }

  @Test
  void givenAThirdFilter_thenTableCardProvenanceAndViewsShowItByItsName() throws IOException {
    assertTrue(built.ledger().table().columnNames().contains(NAME + " score"));
    String card = Files.readString(folder.resolve("set/README.md"));
    assertTrue(card.contains("| `edge contrast` | 4 |"), card);
    StoredSample first = built.samples(row -> true, 1).get(0);
    Map<String, String> provenance = first.sample().layers().provenance();
    assertEquals(
        "mean difference of horizontal neighbours across m = 0.5; threshold 0.16",
        provenance.get("edge contrast filter"));
    assertEquals("mask, inpainting, edge contrast", provenance.get("order of filters"));

    assertTrue(built.view().text().contains("dropped: edge contrast"), built.view().text());
    assertTrue(built.rejected().view().text().contains("edge contrast filter "));
    assertTrue(
        built.histogram(NAME, THRESHOLD).view().text().contains("edge contrast score of 0.160"));
    assertEquals(2, built.nearest(NAME, THRESHOLD, 2).size());
  }

  @Test
  void givenLabelsForTheThirdFilter_thenAFileKeepsThemAndRejectedSamplesAreGroupedByThem() {
    LedgerRow dropped =
        built.ledger().rows().stream()
            .filter(row -> row.verdict() == Verdict.DROPPED)
            .findFirst()
            .orElseThrow();
    LabellingView labels =
        LabellingView.of(built.samples(row -> row.equals(dropped), 1))
            .withDefects(FAINT)
            .only(NAME)
            .bad(1, "faint");
    assertTrue(labels.view().html().contains("edge contrast: faint edge"));
    Path file = folder.resolve("labels.csv");
    labels.save(file);
    HumanLabels read = HumanLabels.read(file, FAINT);
    assertEquals(labels.labels().all(), read.all());
    assertEquals(FAINT, labels.samples(NAME).get(0).defect().orElseThrow());
    String groups = built.rejected().byDefect(read).view().text();
    assertTrue(groups.contains("edge contrast filter: faint edge 1"), groups);
  }

  @Test
  void givenLayersAgainstTheTruth_thenTheThirdFilterHasItsColumnsAndItsGroup() {
    LayerTruth truth =
        LayerTruth.measure(
            LongStream.range(0, 3).mapToObj(EmojiScenes.test()::sample), synthesizer, filters);
    assertTrue(truth.bySample().columnNames().contains("edge contrast filter"));
    assertTrue(truth.byKind().columnNames().contains("by edge contrast filter"));
    assertTrue(truth.comparison().columnNames().contains("dropped by edge contrast filter"));
    assertEquals(truth.group(SampleGroup.DROPPED), truth.group(SampleGroup.droppedBy(NAME)));
  }

  @Test
  void givenABegunBuild_thenAnotherThresholdOrOrderOrNoThirdFilterIsAnotherBuild() {
    for (QualityFilters other :
        List.of(
            filters.withThreshold(NAME, 0.17),
            filters.without(NAME),
            filters.without("mask").with(filters.filter("mask")))) {
      assertThrows(DatasetException.class, () -> run(other, "set"));
    }
    run(filters.without(NAME).with(new EdgeContrast()), "set");
  }

  @Test
  void givenAFilterThatFailsOnOnePicture_thenThatRecordFailsWithItsNameAndTheOthersAreAsBefore() {
    String one = EmojiScenes.test().sample(2).caption();
    String other = EmojiScenes.test().sample(5).caption();
    EdgeContrast fragile =
        new EdgeContrast() {
          @Override
          public double score(LayeredSample sample) {
            if (sample.caption().equals(one)) {
              throw new ArithmeticException("no edge at all");
            }
            return sample.caption().equals(other) ? Double.NaN : super.score(sample);
          }
        };
    run(filters.with(fragile), "fragile");

    Ledger ledger = ledger("fragile");
    assertEquals(
        "Expected a score but the edge contrast filter failed (java.lang.ArithmeticException: no edge at all): correct it, or judge without it.",
        ledger.rows().get(2).reason());
    assertTrue(ledger.rows().get(5).reason().contains("edge contrast filter but came NaN"));
    assertEquals(2, ledger.count(Verdict.FAILED));
    for (int i : new int[] {0, 1, 3, 4, 6, 7}) {
      assertEquals(ledger("set").rows().get(i), ledger.rows().get(i));
    }
    assertEquals(
        PICTURES - 2,
        BuildView.of(folder.resolve("fragile")).samples(row -> true, PICTURES).size());
    assertEquals(ledger.count(Verdict.KEPT), LayeredShards.read(folder.resolve("fragile")).count());
    assertFalse(Files.exists(folder.resolve("fragile/work")));
  }

  @Test
  void givenAFilterThatScoresOnlySomeOfABatch_thenItIsNamedAndNothingIsJudged() {
    EdgeContrast forgetful =
        new EdgeContrast() {
          @Override
          public List<Double> scores(List<LayeredSample> samples) {
            return List.of(0.5);
          }
        };
    List<LayeredSample> two = List.of(EmojiScenes.test().sample(0), EmojiScenes.test().sample(1));
    String message =
        assertThrows(IllegalStateException.class, () -> QualityFilters.of(forgetful).judge(two))
            .getMessage();
    assertTrue(message.contains("edge contrast filter failed"), message);
    assertTrue(message.contains("1 scores of 2 samples"), message);
  }

  @Test
  void givenAFilterWithNativeMemory_thenItIsFreedWithTheListAlsoIfLeftOutOrIfAnotherFails() {
    NDManager memory = NDManager.newBaseManager();
    EdgeContrast holding =
        new EdgeContrast() {
          @Override
          public void close() {
            memory.close();
          }
        };
    QualityFilter failing =
        new EdgeContrast() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public void close() {
            throw new IllegalStateException("cannot be closed");
          }
        };
    QualityFilters left = QualityFilters.of(failing, holding).without(NAME);
    assertEquals(List.of("failing"), left.names());
    assertThrows(IllegalStateException.class, left::close);
    assertFalse(memory.isOpen());
  }

  @Test
  void givenANameThatIsUnknownOrTaken_thenTheMessageSaysWhichThereAre() {
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> filters.filter("sharpness"))
            .getMessage();
    assertTrue(
        unknown.contains("[mask, inpainting, edge contrast], but came 'sharpness'"), unknown);
    EdgeContrast own = new EdgeContrast();
    assertThrows(IllegalArgumentException.class, () -> QualityFilters.of(own, own));
    assertThrows(IllegalArgumentException.class, () -> named("a,b"));
    QualityFilters hole = named(LayerRecipe.HOLE);
    String taken =
        assertThrows(IllegalArgumentException.class, () -> LayerRecipe.of(synthesizer, hole))
            .getMessage();
    assertTrue(taken.contains("[hole], which the recipe uses"), taken);
    assertTrue(filters.filter("mask").withThreshold(0.5) instanceof NeuronFilter);
    assertThrows(IllegalArgumentException.class, () -> filters.withThreshold("mask", 1.5));
  }

  private static QualityFilters named(String name) {
    return QualityFilters.of(
        new EdgeContrast() {
          @Override
          public String name() {
            return name;
          }
        });
  }
}
