package org.text2layer.synth.quality.defect;

import org.text2layer.synth.quality.PaperFilter;

/**
 * Labelled samples for one filter without end, made by a program: sample number n is always the
 * same. Its words, {@code toString()}, say all that its samples depend on.
 */
public interface DefectSet {
  /** The filter that it is for. */
  PaperFilter filter();

  /**
   * Sample number n.
   *
   * @param number at least 0
   */
  ControlledDefects.Sample sample(int number);
}
