package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedSettingsTest {
  private static final Set<String> TERMS =
      Set.of("total", "l1", "l1_foreground", "perceptual", "kl", "l_comp", "mask_loss", "edges");

  private static ComparedSettings differingIn(String setting) {
    return new ComparedSettings(
        List.of(Map.of("task", "a", setting, "1"), Map.of("task", "a", setting, "2")));
  }

  private static Set<String> common(ComparedSettings settings) {
    return Set.copyOf(settings.commonTerms(List.of(TERMS, TERMS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "configuration.seed",
        "configuration.schedule.warmUp",
        "optimizers.unet.learningRate",
        "structure.layers",
        "training.latents_sampled",
        "captionDropout"
      })
  void givenRunsThatLearnInAnotherWayThenTheirTotalsAreAlike(String setting) {
    assertTrue(differingIn(setting).alike());
    assertEquals(List.of(setting), differingIn(setting).differing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.weights.mask",
        "training.composed_supervised",
        "own_terms.edges",
        "perceptual",
        "prediction",
        "schedule",
        "latents",
        "held_out",
        "what only a task of one's own knows"
      })
  void givenRunsThatMeasureSomethingElseThenTheirTotalsAreNot(String setting) {
    assertFalse(differingIn(setting).alike());
  }

  @Test
  void givenUnlikeLossesThenSumsAreLeftOutAndTermsOfOnesOwnStay() {
    assertEquals(
        Set.of("l1_foreground", "perceptual", "kl", "l_comp", "edges"),
        common(differingIn("own_terms.edges")));
  }

  @Test
  void givenAnotherPerceptualNetworkThenItsTermIsNotInCommon() {
    assertEquals(
        Set.of("l1_foreground", "kl", "l_comp", "edges"), common(differingIn("perceptual")));
  }

  @Test
  void givenATermThatOneRunLacksThenItIsNotInCommon() {
    ComparedSettings settings = differingIn("own_terms.edges");
    assertEquals(List.of("kl"), settings.commonTerms(List.of(TERMS, Set.of("kl", "other"))));
  }

  @Test
  void givenOtherTasksThenEqualNamesMeanNothing() {
    ComparedSettings settings =
        new ComparedSettings(List.of(Map.of("task", "a"), Map.of("task", "b")));
    assertEquals(Set.of(), common(settings));
  }
}
