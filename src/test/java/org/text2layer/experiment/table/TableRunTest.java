package org.text2layer.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.experiment.method.PublishedWeights;
import org.text2layer.experiment.method.Sampling;
import org.text2layer.experiment.method.TinyMethods;
import org.text2layer.experiment.plan.Experiment;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.experiment.result.ResultTables;
import org.text2layer.image.IfExists;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureException;
import org.text2layer.image.PngWriter;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.parity.PublishedModels;
import org.text2layer.parity.TinyLayerDiffuse;

/** Whole runs, with trainings of two steps. */
class TableRunTest {
  /** Shared, so that the trainings are done once. */
  @TempDir static Path results;

  @TempDir Path other;

  private static TablePreset tiny() {
    return tiny(0);
  }

  private static TablePreset tiny(long seed) {
    return new TablePreset(
        "tiny",
        "TablePreset tiny: for tests.",
        TinyMethods.configuration(),
        List.of(seed),
        4,
        6,
        new Sampling(2, 3),
        Bootstrap.standard().withResamples(40));
  }

  private static TableRun paper() {
    return TableRun.of(tiny(), results);
  }

  @Test
  void thePapersTablesAreMadeFromNothingAndTheirNumbersAreMarkedAsThePapers() {
    ResultTables tables = paper().run();
    String first = tables.table("table-1").markdown();
    assertTrue(first.contains("| CaT2I-AE-SD |"), first);
    assertTrue(first.contains("paper, on LAION: FID LL2I-E"), first);
    assertTrue(first.contains("10.51"), first);
    assertTrue(first.contains("only 4 pictures of at least 2048"), first);
    assertTrue(first.matches("(?s).*\\| SD-v1-4 \\| – \\| – \\| – \\| – \\| 9.13.*"), first);
    String second = tables.table("table-2").markdown();
    assertTrue(second.contains("needs masks by people"), second);
    assertFalse(second.contains("SD-LAION-L2I"), second);
    assertTrue(tables.table("table-3").markdown().contains("13.82"));
    assertTrue(Files.exists(results.resolve("tables/table-1.csv")));
    assertTrue(Files.exists(results.resolve("tables/tables.html")));
  }

  @Test
  void givenALostHalfOfEverythingThenTheNextRunMakesTheSameBytes() throws IOException {
    paper().run();
    Map<String, String> tables = texts(results.resolve("tables"));
    Map<String, String> cells = texts(results.resolve("cells"));
    int number = 0;
    for (String name : cells.keySet()) {
      if (number++ % 2 == 0) {
        Files.delete(results.resolve("cells").resolve(name));
      }
    }
    Files.writeString(
        results.resolve("cells/cat2i-ae-sd/seed-0/held-out.masks.json"), "{\"format\": 1, \"ce");
    Files.delete(results.resolve("samples/sd-ae-unet/seed-0/held-out/00002.zip"));
    delete(results.resolve("training/methods/sd-ae-unet/seed-0"));
    List<String> said = new ArrayList<>();
    paper().withListener(said::add).run();
    assertEquals(cells, texts(results.resolve("cells")));
    assertEquals(tables, texts(results.resolve("tables")));
    assertTrue(
        said.toString().contains("held-out.masks.json but it cannot be used"), said::toString);
    assertTrue(
        said.toString().contains("UNet of 'SD-AE-UNet', seed 0: step 2 of 2"), said::toString);
    assertFalse(said.toString().contains("UNet of 'CaT2I-AE-SD'"), said::toString);
  }

  @Test
  void givenTheSamePresetTwiceThenEveryByteOfTheTablesIsTheSame() throws IOException {
    List<Experiment> one = List.of(Experiment.COMPOSED_SUPERVISION);
    paper().run();
    paper().withExperiments(one).run();
    Map<String, String> shared = texts(results.resolve("tables"));
    TableRun.of(tiny(), other.resolve("again")).withExperiments(one).run();
    Map<String, String> fresh = texts(other.resolve("again/tables"));
    for (String form : List.of(".md", ".html", ".csv")) {
      String name = "composed-supervision" + form;
      assertEquals(shared.get(name), fresh.get(name));
    }
    assertFalse(fresh.toString().contains(other.toString()), "no path of this machine");
  }

  @Test
  void givenLayerDiffusesWeights_whenMeasured_thenItHasARowThatSaysItWasNotTrainedHere()
      throws IOException {
    paper().run();
    PublishedModels.copy(results, other.resolve("results"));
    Path weights = other.resolve("layerdiffuse");
    TinyLayerDiffuse.write(weights);
    ResultTables tables =
        TableRun.of(tiny(), other.resolve("results"))
            .withExperiments(List.of(Experiment.COMPOSED_SUPERVISION))
            .withLayerDiffuse(new PublishedWeights(TinyLayerDiffuse.STABLE_DIFFUSION, weights))
            .run();
    String table = tables.table("composed-supervision").markdown();
    assertTrue(table.contains("| LayerDiffuse |"), table);
    assertTrue(table.contains("LayerDiffuse was not trained here"), table);
    String provenance = tables.table("provenance").markdown();
    assertTrue(provenance.contains("published weights, not trained here"), provenance);
    assertFalse(provenance.contains(other.toString()), "no path of this machine");
  }

  @Test
  void everyCellSaysWhatItWasMadeWith() throws IOException {
    paper().run();
    Map<String, String> cells = texts(results.resolve("cells"));
    assertEquals(7 * 2 + 6 + 2 + 1, cells.size(), cells.keySet().toString());
    for (Map.Entry<String, String> cell : cells.entrySet()) {
      JsonObject provenance =
          JsonParser.parseString(cell.getValue()).getAsJsonObject().getAsJsonObject("provenance");
      JsonObject measurement = provenance.getAsJsonObject("measurement");
      assertTrue(measurement.has("pytorch") && measurement.has("device"), cell.getKey());
      assertTrue(provenance.has("testSet"), cell.getKey());
      if (!cell.getKey().startsWith("true-layers")) {
        JsonObject training = provenance.getAsJsonObject("method").getAsJsonObject("diffusion");
        assertEquals(
            2, training.getAsJsonObject("configuration").get("steps").getAsInt() + extra(cell));
        assertEquals(0, training.getAsJsonObject("configuration").get("seed").getAsInt());
      }
    }
  }

  /** The widened UNet learns a third of the steps, at least one. */
  private static int extra(Map.Entry<String, String> cell) {
    return cell.getKey().startsWith("sd-ae-unet-ft") ? 1 : 0;
  }

  @Test
  void givenMasksByPeopleThenTheirColumnIsMeasuredOnThePicturesThatAllMethodsHave()
      throws IOException {
    paper().run();
    Mask mask = Mask.of(64, 64, new float[64 * 64]);
    for (String method :
        List.of("cat2i-ae-sd", "cat2i-ae-sd-no-sup", "sd-ae-unet", "sd-ae-unet-ft")) {
      Path folder = Files.createDirectories(other.resolve(method).resolve("seed-0"));
      for (int picture = 0; picture < 2; picture++) {
        PngWriter.write(
            mask,
            Map.of(),
            folder.resolve(String.format(Locale.ROOT, "%05d.png", picture)),
            IfExists.REPLACE);
      }
    }
    ResultTables tables = paper().withHumanMasks(other).run();
    String second = tables.table("table-2").markdown();
    assertTrue(second.contains("IoU, people ↑ "), second);
    assertTrue(second.contains("0.000 \\[0.000, 0.000\\]"), second);
    assertTrue(tables.table("table-3").markdown().contains("needs masks by people"));
  }

  @Test
  void givenAFolderOfSomethingElseThenNothingIsTouched() throws IOException {
    paper().run();
    String message = refused(TableRun.of(tiny(1), results));
    assertTrue(message.contains("its preset.seeds is [0] and not [1]"), message);
    Files.writeString(other.resolve("letter.txt"), "Dear");
    message = refused(TableRun.of(tiny(), other));
    assertTrue(message.contains("has other files"), message);
  }

  @Test
  void givenMissingStampsOrMasksThenItIsSaidBeforeAnythingIsTrained() {
    Path place = other.resolve("new");
    List<Experiment> photographs = List.of(Experiment.OUT_OF_DISTRIBUTION);
    String message = refused(TableRun.of(tiny(), place).withExperiments(photographs));
    assertTrue(message.contains("make-stamps"), message);
    TableRun wrong = TableRun.of(tiny(), place).withStamps(other.resolve("nowhere"));
    message = assertThrows(DatasetException.class, wrong::run).getMessage();
    assertTrue(message.contains("make-stamps"), message);
    TableRun without = TableRun.of(tiny(), place).withHumanMasks(other.resolve("nowhere"));
    message = assertThrows(PictureException.class, without::run).getMessage();
    assertTrue(message.contains("folder of masks"), message);
    assertFalse(Files.exists(place));
  }

  private static String refused(TableRun run) {
    return assertThrows(TableException.class, run::run).getMessage();
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return texts;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
