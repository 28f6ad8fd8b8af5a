package org.text2layer.experiment.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.method.MethodConfiguration.TrainingStage;
import org.text2layer.experiment.method.Sampling;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.experiment.result.ResultTables;
import org.text2layer.experiment.table.StackTable;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.optimizer.AdamWConfiguration;

class StackExperimentTest {
  private static final AutoencoderTrainingConfiguration LOSSES = StackPreset.laptop().losses();
  private static final TrainingStage STAGE =
      new TrainingStage(1, 2, 0.9, AdamWConfiguration.of(1e-3));

  @TempDir Path folder;

  private Cell cell(String method, String set, String measure) {
    CellFolder cells = new CellFolder(folder.resolve("cells"), words -> {});
    return cells.find(new Cell.Key(method, 0, set, measure)).orElseThrow();
  }

  @Test
  void givenEachWayThenItIsTrainedAndMeasuredOnceAndItsPicturesHaveTwoLayers() {
    List<String> heard = new ArrayList<>();
    StackPreset tiny =
        new StackPreset(
            LOSSES,
            STAGE,
            STAGE,
            4,
            3,
            4,
            new Sampling(2, 3),
            Bootstrap.standard().withResamples(20));
    StackExperiment experiment =
        new StackExperiment(folder.resolve("trainings"), folder.resolve("cells"), tiny, heard::add);
    for (StackMethod method : StackMethod.values()) {
      experiment.run(method, 0);
      List<LayeredImage> pictures =
          experiment.pictures(
              method,
              0,
              () -> {
                throw new AssertionError("generated again");
              });
      assertEquals(3, pictures.size());
      assertEquals(2, pictures.get(2).layers().size());
      assertEquals(64, pictures.get(2).width());
      assertTrue(cell(method.key(), "nearer", "pictures").distance().isPresent());
      assertEquals(
          3, cell(method.key(), "pairs", "objects").values(StackMeasure.ORDER.key()).length);
      assertEquals(
          3, cell(method.key(), "pairs", "reconstruction").values(StackMeasure.MASKS.key()).length);
    }
    ResultTables tables = StackTable.of(folder.resolve("cells"), List.of(0L), heard::add);
    ResultTable distances = tables.table("distances");
    assertEquals(
        List.of(
            "CaT2I-AE-SD of two layers",
            "CaT2I-AE-SD applied twice",
            "SD-AE-UNet of two layers",
            "true layers, for comparison"),
        distances.rows().stream().map(row -> row.get(0).text()).toList());
    assertTrue(distances.rows().get(2).get(4).text().matches("\\[.+, .+]"), distances.toString());
    assertEquals(3 * 4, tables.table("distances-comparisons").rows().size());
    assertTrue(
        StackTable.of(folder.resolve("cells"), List.of(0L, 1L), heard::add)
                .table("layers")
                .rows()
                .size()
            == 1,
        "a way that lacks a seed has no row");
    heard.clear();
    experiment.run(StackMethod.TWICE, 0);
    assertEquals(List.of("CaT2I-AE-SD applied twice, seed 0: measured before"), heard);

    experiment.save(0, folder.resolve("model"));
    try (Text2Layer model = Text2Layer.load(folder.resolve("model"))) {
      experiment.complete(
          StackCompletion.NEARER_AROUND,
          0,
          i ->
              model.generate(
                  GenerationRequest.of(PairWorld.scene(i).caption())
                      .steps(2)
                      .over(StackCompletion.NEARER_AROUND.given(PairWorld.scene(i).layers()))));
    }
    ResultTable around =
        StackTable.of(folder.resolve("cells"), List.of(0L), heard::add)
            .table("around-given-layers");
    assertEquals(
        List.of(StackCompletion.NEARER_AROUND.title(), "true layers, for comparison"),
        around.rows().stream().map(row -> row.get(0).text()).toList());
    assertEquals(
        3,
        cell(StackCompletion.NEARER_AROUND.key(), "pairs", "objects")
            .values(StackMeasure.FARTHER_RECOGNISED.key())
            .length);
  }

  @Test
  void givenScenesWithOneObjectKnownThenOnlyTheRestIsTheGeneratedOne() {
    LayeredImage scene = PairWorld.scene(0).layers();
    LayeredImage generated = PairWorld.scene(1).layers();

    LayeredImage nearer = StackCompletion.NEARER_AROUND.joined(scene, generated);
    assertEquals(scene.backdrop(), nearer.backdrop());
    assertEquals(
        List.of(scene.layers().get(0), generated.layers().get(1)), List.copyOf(nearer.layers()));
    assertEquals(scene.layers().subList(0, 1), StackCompletion.NEARER_AROUND.given(scene).layers());

    LayeredImage rest = StackCompletion.REST_LAID.joined(scene, generated);
    assertEquals(generated.backdrop(), rest.backdrop());
    assertEquals(
        List.of(generated.layers().get(0), scene.layers().get(1)), List.copyOf(rest.layers()));
    assertEquals(scene.layers().subList(1, 2), StackCompletion.REST_AROUND.given(scene).layers());
  }

  @Test
  void givenTrueScenesThenTheirObjectsAreRecognisedInTheCaptionsOrder() {
    StackPreset preset =
        new StackPreset(
            LOSSES,
            STAGE,
            STAGE,
            4,
            12,
            4,
            new Sampling(2, 3),
            Bootstrap.standard().withResamples(20));
    new StackExperiment(folder, folder.resolve("cells"), preset, words -> {}).measureTruth();
    Cell truth = cell(StackExperiment.TRUTH, "pairs", "objects");
    for (StackMeasure measure :
        List.of(
            StackMeasure.NEARER_RECOGNISED, StackMeasure.FARTHER_RECOGNISED, StackMeasure.ORDER)) {
      double sum = 0;
      for (double value : truth.values(measure.key())) {
        sum += value;
      }
      assertTrue(sum >= 10, measure + ": " + sum + " of 12");
    }
  }
}
