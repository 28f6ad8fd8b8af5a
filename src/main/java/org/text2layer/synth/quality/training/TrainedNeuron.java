package org.text2layer.synth.quality.training;

import org.text2layer.synth.quality.OutputNeuron;

/**
 * What a training gives.
 *
 * @param neuron with its provenance, the threshold among it
 * @param validation its report on the samples that the threshold was chosen on: too kind a view of
 *     precision, which samples it has never seen have to confirm
 */
public record TrainedNeuron(OutputNeuron neuron, FilterReport validation) {
  /** The threshold that reaches the stated precision. */
  public double threshold() {
    return validation.threshold();
  }
}
