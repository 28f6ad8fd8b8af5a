package org.text2layer.experiment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.result.TableSignificance;
import org.text2layer.metrics.frechet.FrechetDistance;

class TablePresetTest {
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
      double least = 1.0 / (TablePreset.named(name).bootstrap().resamples() + 1);
      assertTrue(least * comparisons <= TableSignificance.ALPHA, name);
    }
  }

  @Test
  void presetsDifferInWhatTheirFoldersSay() {
    assertEquals(
        NAMES.size(),
        NAMES.stream().map(name -> TablePreset.named(name).toJson().toString()).distinct().count());
    assertEquals(TablePreset.smoke().toJson(), TablePreset.smoke().toJson());
  }

  /** A field that came later says what was the only choice before. */
  @Test
  void committedResultsBelongToThePresetOfTheirName() throws IOException {
    String committed = Files.readString(Path.of("docs/results/cpu/preset.json"));
    assertHolds(
        JsonParser.parseString(committed).getAsJsonObject().getAsJsonObject("preset"),
        TablePreset.cpu().toJson());
  }

  private static void assertHolds(JsonObject part, JsonObject whole) {
    part.asMap()
        .forEach(
            (name, value) -> {
              if (value.isJsonObject()) {
                assertHolds(value.getAsJsonObject(), whole.getAsJsonObject(name));
              } else {
                assertEquals(value, whole.get(name), name);
              }
            });
  }

  @Test
  void onlyTheLargestPresetHasDistancesThatStandAlone() {
    assertTrue(TablePreset.gpu().captions() >= FrechetDistance.ENOUGH);
    assertTrue(TablePreset.cpu().captions() < FrechetDistance.ENOUGH);
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
    String message =
        assertThrows(TableException.class, () -> TablePreset.named("big")).getMessage();
    assertTrue(message.contains("smoke, cpu or gpu but came 'big'"), message);
    message = assertThrows(TableException.class, () -> Experiment.named("x")).getMessage();
    assertTrue(message.contains("pixel-space"), message);
  }
}
