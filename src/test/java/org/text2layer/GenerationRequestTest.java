package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.text2layer.pipeline.SchedulerConfiguration;

class GenerationRequestTest {
  private final GenerationRequest request = GenerationRequest.of("a red apple");

  @Test
  void givenValuesOutsideTheirRangesThenASentenceNamesThem() {
    assertRefused(r -> r.caption(" \n"), "it is empty");
    assertRefused(r -> r.caption("x".repeat(10_000)), "it has 10000");
    assertRefused(r -> r.negative("x".repeat(1_001)), "negative caption");
    assertRefused(r -> r.steps(0), "came 0");
    assertRefused(r -> r.count(0), "came 0");
    assertRefused(r -> r.count(1_001), "came 1001");
    assertRefused(r -> r.guidance(Double.NaN), "NaN");
  }

  @Test
  void givenMoreStepsThanNoiseLevelsThenTheSamplerRefuses() {
    SchedulerConfiguration scheduler = SchedulerConfiguration.stableDiffusion();
    assertThrows(IllegalArgumentException.class, () -> request.sampler().create(scheduler, 1_001));
  }

  @Test
  void givenASetterThenOnlyThatValueChanges() {
    GenerationRequest other = request.seed(7).steps(50).count(4).guidance(7.5).negative("blue");
    assertEquals("a red apple", other.caption());
    assertEquals(7, other.seed());
    assertEquals(50, other.steps());
    assertEquals(4, other.count());
    assertEquals(7.5, other.guidance().scale());
    assertEquals("blue", other.negative());
    assertEquals(0, request.seed());
  }

  @Test
  void givenASchedulerConfigurationThenItsJsonGivesItBack() {
    SchedulerConfiguration scheduler = SchedulerConfiguration.stableDiffusion();
    assertEquals(scheduler, SchedulerConfiguration.fromJson(scheduler.toJson()));
  }

  private void assertRefused(UnaryOperator<GenerationRequest> change, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> change.apply(request)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
