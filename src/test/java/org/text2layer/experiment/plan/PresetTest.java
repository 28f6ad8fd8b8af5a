package org.text2layer.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.result.TableSignificance;
import org.text2layer.metrics.frechet.FrechetDistance;

class PresetTest {
  private static final List<String> NAMES = List.of("smoke", "cpu", "gpu");

  @Test
  void everyPresetResamplesOftenEnoughThatADifferenceCanBeSignificantAfterHolm() {
    int methods = Experiment.OUT_OF_DISTRIBUTION.methods().size();
    long layered =
        Experiment.OUT_OF_DISTRIBUTION.methods().stream()
            .filter(method -> method.latents().hasLayers())
            .count();
    long comparisons = 4L * methods * (methods - 1) / 2 + layered * (layered - 1) / 2;
    for (String name : NAMES) {
      double least = 1.0 / (Preset.named(name).bootstrap().resamples() + 1);
      assertTrue(least * comparisons <= TableSignificance.ALPHA, name);
    }
  }

  @Test
  void presetsDifferInWhatTheirFoldersSay() {
    assertEquals(
        NAMES.size(),
        NAMES.stream().map(name -> Preset.named(name).toJson().toString()).distinct().count());
    assertEquals(Preset.smoke().toJson(), Preset.smoke().toJson());
  }

  @Test
  void onlyTheLargestPresetHasDistancesThatStandAlone() {
    assertTrue(Preset.gpu().captions() >= FrechetDistance.ENOUGH);
    assertTrue(Preset.cpu().captions() < FrechetDistance.ENOUGH);
  }

  @Test
  void methodsOfAllExperimentsThatDifferHaveDifferentKeys() {
    List<Method> methods =
        List.of(Experiment.values()).stream()
            .flatMap(experiment -> experiment.methods().stream())
            .distinct()
            .toList();
    assertEquals(methods.size(), methods.stream().map(Method::key).distinct().count());
  }

  @Test
  void givenANameOfNoneThenTheNamesAreListed() {
    String message = assertThrows(TableException.class, () -> Preset.named("big")).getMessage();
    assertTrue(message.contains("smoke, cpu or gpu but came 'big'"), message);
    message = assertThrows(TableException.class, () -> Experiment.named("x")).getMessage();
    assertTrue(message.contains("pixel-space"), message);
  }
}
