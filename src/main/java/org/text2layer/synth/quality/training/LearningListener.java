package org.text2layer.synth.quality.training;

/** Hears how far the learning of a filter is, from the thread that asked for it. */
@FunctionalInterface
public interface LearningListener {
  /**
   * Told before the first sample and after each: seeing samples takes nearly all of the time.
   *
   * @param done how many of the samples the network has seen
   * @param total how many there are
   */
  void onSeen(int done, int total);
}
