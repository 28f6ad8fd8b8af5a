package org.text2layer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.List;

/**
 * One batch of one step, as a {@link TrainingTask} sees it. With gradient accumulation a step has
 * several. Valid during the call only; not thread-safe.
 *
 * @param <T> what a sample is
 */
public interface TrainingStep<T> {
  /** Which step of the run this is, 0 to steps − 1. */
  long number();

  /** How many steps the run has. */
  long steps();

  /** The samples. */
  List<T> samples();

  /** What they are called. */
  List<String> ids();

  /**
   * The seed of a sample in this step: differs between samples, steps and runs, and is the same
   * after an interruption.
   *
   * @param row number of the sample in the batch
   */
  long seed(int row);

  /** Owns what this batch makes; closed after it. */
  NDManager manager();

  /** Gives networks their parameters. */
  ParameterStore store();

  /**
   * Adds the gradients of a loss with respect to a group's trained parameters, and only those; the
   * recorded graph is freed.
   *
   * @param group its name
   * @param loss one number: the mean over the batch
   */
  void backward(String group, NDArray loss);

  /** Gradients of a loss with respect to any recorded arrays; the graph stays for another call. */
  List<NDArray> gradients(NDArray loss, List<NDArray> of);
}
