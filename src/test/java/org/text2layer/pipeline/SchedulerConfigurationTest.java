package org.text2layer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.diffusion.Sampler;
import org.text2layer.nn.weights.WeightsException;

class SchedulerConfigurationTest {
  private static final Map<String, SamplerFactory> FACTORIES =
      Map.of(
          "DDIM", SamplerFactory.ddim(),
          "DDPM", SamplerFactory.ddpm(),
          "Euler", SamplerFactory.euler(),
          "Euler Karras", SamplerFactory.eulerKarras(),
          "Heun", SamplerFactory.heun(),
          "Heun Karras", SamplerFactory.heunKarras(),
          "DPM 2M", SamplerFactory.dpmSolver(),
          "DPM 2M Karras", SamplerFactory.dpmSolverKarras(),
          "DPM 3M", SamplerFactory.dpmSolver3());

  /** As diffusers 0.42.1 gives by from_config of this file's PNDMScheduler and set_timesteps(5). */
  @ParameterizedTest
  @CsvSource({
    "DDIM, 801 601 401 201 1, 1",
    "DDPM, 801 601 401 201 1, 1",
    "Euler, 999 749.25 499.5 249.75 0, 14.614647",
    "Euler Karras, 999 785.95398 427.48978 58.891499 0, 14.614647",
    "Heun, 999 749.25 499.5 249.75 0, 14.614647",
    "Heun Karras, 999 785.95398 427.48978 58.891499 0, 14.614647",
    "DPM 2M, 999 799 599 400 200, 1",
    "DPM 2M Karras, 999 786 427 59 0, 1",
    "DPM 3M, 999 799 599 400 200, 1",
  })
  void givenNoTimestepSpacing_thenEverySamplerHasItsOwn(
      String name, String timesteps, double initialScale) {
    Sampler sampler =
        FACTORIES.get(name).create(SchedulerConfiguration.fromJson(read("v1-4-style")), 5);
    List<Double> expected =
        List.of(timesteps.split(" ")).stream().map(Double::parseDouble).toList();
    IntStream.range(0, 5)
        .forEach(step -> assertEquals(expected.get(step), sampler.timestep(step), 2e-3));
    assertEquals(initialScale, sampler.initialScale(), 1e-5);
  }

  @Test
  void givenNoTimestepSpacing_whenWrittenAndReadAgain_thenThereIsStillNone() {
    SchedulerConfiguration configuration = SchedulerConfiguration.fromJson(read("v1-4-style"));
    assertFalse(configuration.toJson().has("timestep_spacing"));
    assertEquals(configuration, SchedulerConfiguration.fromJson(configuration.toJson()));
  }

  @ParameterizedTest
  @CsvSource({
    "nobeta, beta_start is missing",
    "cos, 'beta_schedule is squaredcos_cap_v2, not one of [linear, scaled_linear]'",
    "trained, 'trained_betas is [0.1,0.1,'",
  })
  void givenAScheduleThatIsNotKnownHere_thenOneShortSentenceSaysWhy(String name, String part) {
    JsonObject json = read(name);
    String message =
        assertThrows(WeightsException.class, () -> SchedulerConfiguration.fromJson(json))
            .getMessage();
    assertTrue(message.contains(part) && message.length() < 300, message);
  }

  private static JsonObject read(String name) {
    try (var stream = SchedulerConfigurationTest.class.getResourceAsStream(name + ".json");
        var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }
}
