package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.text2layer.synth.quality.OutputNeuron;
import org.text2layer.synth.quality.defect.Defect;

class NeuronTrainingTest {
  private static final NeuronTraining TO_THE_END =
      new NeuronTraining(4000, 40, 0.05, 0.05, 0.25, 0.8, 7);

  /** Three features of very different scales, and a label that they tell only roughly. */
  private static LabelledFeatures samples(int count) {
    List<float[]> features = new ArrayList<>();
    List<Optional<Defect>> defects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double first = Math.sin(i * 1.3);
      double second = Math.cos(i * 0.7);
      features.add(new float[] {(float) first, (float) (3 + 2 * second), i * 5 % 7 * 10});
      boolean good = first + 0.5 * second + 0.3 * Math.sin(i * 4.1) > 0;
      defects.add(good ? Optional.empty() : Optional.of(Defect.ARTEFACTS));
    }
    return new LabelledFeatures("inpainting", features, defects);
  }

  @Test
  void givenFullBatchesUntilItRestsThenTheNeuronEqualsScikitsLogisticRegression() {
    OutputNeuron neuron = TO_THE_END.fit(samples(40));

    float[] scikit = {2.69061730101461f, 0.28222119838845405f, -0.007511379993306866f};
    assertArrayEquals(scikit, neuron.weights(), 1e-3f);
    assertEquals(-0.323192659559239, neuron.bias(), 1e-3);
  }

  @Test
  void givenAFeatureThatNeverChangesThenItGetsNoWeight() {
    List<float[]> features =
        samples(40).features().stream().map(own -> new float[] {own[0], 0.25f}).toList();
    OutputNeuron neuron =
        TO_THE_END.fit(new LabelledFeatures("inpainting", features, samples(40).defects()));
    assertEquals(0, neuron.weights()[1]);
    assertTrue(neuron.weights()[0] > 1);
  }

  @Test
  void givenTheSameSeedThenTheNeuronIsTheSameAndWithAnotherItIsNot() {
    NeuronTraining some = new NeuronTraining(3, 8, 0.01, 0.01, 0.25, 0.8, 7);
    NeuronTraining other = new NeuronTraining(3, 8, 0.01, 0.01, 0.25, 0.8, 8);
    float[] weights = some.fit(samples(40)).weights();
    assertArrayEquals(weights, some.fit(samples(40)).weights());
    assertTrue(!Arrays.equals(weights, other.fit(samples(40)).weights()));
  }

  @Test
  void givenAStatedPrecisionThenTheThresholdReachesItOnSamplesThatWereNotFitted() {
    NeuronTraining.TrainedNeuron trained = TO_THE_END.train(samples(200), Map.of("data", "waves"));

    assertEquals(50, trained.validation().scores().size());
    assertTrue(trained.validation().precision() >= 0.8);
    assertEquals("waves", trained.neuron().provenance().get("data"));
    assertEquals(
        Double.toString(trained.threshold()), trained.neuron().provenance().get("threshold"));
  }

  @Test
  void givenAPrecisionThatOnlyTheSurestReachThenWhatIsMoreLikelyGoodThanBadIsKept() {
    NeuronTraining strict = new NeuronTraining(4000, 40, 0.05, 0.05, 0.25, 1, 7);
    assertEquals(0.5, strict.train(samples(200), Map.of()).threshold());
  }

  @Test
  void givenLabelsThatCannotBeToldThenAPrecisionOutOfReachIsRefused() {
    List<float[]> same = samples(80).features().stream().map(own -> new float[] {1}).toList();
    LabelledFeatures blind = new LabelledFeatures("inpainting", same, samples(80).defects());
    NeuronTraining few = new NeuronTraining(1, 8, 0.01, 0.01, 0.25, 1, 7);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> few.train(blind, Map.of()));
    assertTrue(error.getMessage().contains("precision 1.0"), error.getMessage());
  }
}
