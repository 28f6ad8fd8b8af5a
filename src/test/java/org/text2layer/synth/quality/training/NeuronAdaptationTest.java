package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.synth.quality.OutputNeuron;

/** A neuron that reads the first of two features, and labels that depend on what is said. */
class NeuronAdaptationTest {
  private static final OutputNeuron FIRST = OutputNeuron.of(new float[] {3, 0}, 0, Map.of());

  private static NeuronAdaptation labelled(
      int count, double ofFirst, double ofSecond, double above) {
    SplittableRandom random = new SplittableRandom(4);
    List<float[]> inputs = new ArrayList<>();
    boolean[] good = new boolean[count];
    for (int i = 0; i < count; i++) {
      float[] x = {(float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)};
      inputs.add(x);
      good[i] = ofFirst * x[0] + ofSecond * x[1] > above;
    }
    return new NeuronAdaptation(inputs, good, FIRST);
  }

  private static double right(NeuronAdaptation of, OutputNeuron neuron) {
    return IntStream.range(0, of.size())
            .filter(i -> neuron.probability(of.inputs().get(i)) > 0.5 == of.good()[i])
            .count()
        / (double) of.size();
  }

  @Test
  void givenAWeightOfNone_thenOnlyTheBiasMoves() {
    NeuronAdaptation strict = labelled(60, 1, 0, 0.6);
    OutputNeuron adapted = strict.adapted(0);
    assertArrayEquals(FIRST.weights(), adapted.weights());
    assertTrue(adapted.bias() < -0.5, "fewer are good than it thought: " + adapted.bias());
  }

  @Test
  void givenLabelsOfWhatTheNeuronKnows_thenMoreLabelsOfOnesOwnHardlyChangeIt() {
    NeuronAdaptation same = labelled(40, 1, 0, 0);
    assertTrue(Math.abs(same.adapted(1).weights()[1]) < 0.5);
    assertEquals(1, right(same, same.adapted(1)), 0.06);
  }

  @Test
  void givenLabelsOfSomethingElse_thenTheirWeightGrowsAndTheNeuronFollows() {
    NeuronAdaptation other = labelled(120, 0.2, 1, 0);
    double best = other.bestWeight(5, 1);
    assertTrue(best >= 10, "weight " + best);
    assertTrue(right(other, other.adapted(best)) > right(other, FIRST) + 0.15);
  }

  @Test
  void givenParts_thenEachHasGoodAndBadOnesAndEverySampleIsHeldBackOnce() {
    NeuronAdaptation some = labelled(23, 1, 1, 0.4);
    List<int[]> parts = some.parts(4, 1);
    int[] all = parts.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 23).toArray(), all);
    for (int[] part : parts) {
      assertTrue(Arrays.stream(part).anyMatch(i -> some.good()[i]));
      assertTrue(Arrays.stream(part).anyMatch(i -> !some.good()[i]));
      assertEquals(23, part.length + some.others(part).length);
    }
  }
}
