package org.text2layer.experiment.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.diffusion.PreviewPlan;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

class LaptopTrainingTest {
  @TempDir Path folder;

  @Test
  void givenBothTrainingsThenTheirModelLoadsAndGeneratesLayersOf64Pixels() {
    LaptopTraining training =
        LaptopTraining.into(folder)
            .withSteps(2, 1)
            .withPreviews(new PreviewPlan(LaptopTraining.previewCaptions().subList(0, 2), 0, 2, 5));
    TrainingException early = assertThrows(TrainingException.class, training::saveModel);
    assertTrue(early.getMessage().contains("train it first"), early.getMessage());

    assertTrue(training.trainAutoencoder(TrainingListener.none()).complete());
    assertTrue(training.trainDiffusion(TrainingListener.none()).complete());
    assertEquals(1, training.trainDiffusion(TrainingListener.none()).steps());
    try (Text2Layer model = Text2Layer.load(training.saveModel())) {
      LayeredImage image =
          model.generate(
              GenerationRequest.of(LaptopTraining.previewCaptions().get(0)).seed(1).steps(2));
      assertEquals(SmallWorld.SIZE, image.width());
    }

    LogRow plain = onlyRow(AutoencoderVariation.continued(training, variations("plain"), 1)::run);
    LogRow spoiled =
        onlyRow(
            AutoencoderVariation.continued(training, variations("spoiled"), 1)
                    .withData(objectsLeft())
                ::run);
    assertEquals(Set.of(3e-4), Set.copyOf(plain.learningRates().values()));
    double apart = Math.abs(l1(plain) - l1(spoiled));
    assertTrue(apart > 1e-3, "other backgrounds, the same loss within " + apart);
    LogRow wild = onlyRow(new DiffusionVariation(training, variations("wild"), 1, 0.1)::run);
    assertEquals(Set.of(0.1), Set.copyOf(wild.learningRates().values()));
  }

  /** Samples whose backgrounds still show the object. */
  private static TrainingData<LayeredSample> objectsLeft() {
    return SmallWorld.data(1 << 20)
        .map(
            sample ->
                new LayeredSample(
                    sample.caption(),
                    sample.picture(),
                    LayeredImage.twoLayer(
                        sample.layers().foreground(), sample.picture(), sample.layers().mask())));
  }

  private Path variations(String name) {
    return folder.resolve("variations").resolve(name);
  }

  private static double l1(LogRow row) {
    return row.terms().values().get("l1");
  }

  /** What the log says of a run of one step. */
  private static LogRow onlyRow(Function<TrainingListener, TrainingReport> run) {
    List<LogRow> rows = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(LogRow row) {
            rows.add(row);
          }
        };
    assertTrue(run.apply(listener).complete());
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  @Test
  void givenNoTrainedWeightsThenAVariationOfThemSaysSoAndOneFromScratchRuns() {
    LaptopTraining nothing = LaptopTraining.into(folder.resolve("nothing"));
    AutoencoderVariation continued =
        AutoencoderVariation.continued(nothing, folder.resolve("continued"), 1);
    String message =
        assertThrows(TrainingException.class, () -> continued.run(TrainingListener.none()))
            .getMessage();
    assertTrue(message.contains("train it first"), message);
    AutoencoderVariation slow =
        AutoencoderVariation.fromScratch(nothing, folder.resolve("fresh"), 1)
            .withLearningRate(1e-4);
    assertEquals(Set.of(1e-4), Set.copyOf(onlyRow(slow::run).learningRates().values()));
  }

  @Test
  void givenTruePicturesThenTheJudgeRecognisesThemFarMoreOftenThanByChance() {
    Recognition truth = Recognition.ofTruth(3);
    assertEquals(48, truth.pictures());
    assertTrue(truth.objects() >= 4 * 48 / 8, truth.toString());
    assertTrue(truth.scenes() >= 3 * 48 / 6, truth.toString());
    assertTrue(truth.covered() > 0.1 && truth.covered() < 0.5, truth.toString());
  }
}
