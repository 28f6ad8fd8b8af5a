package org.text2layer.train;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.text2layer.image.Picture;

/**
 * What one training learns: its networks, and how a batch becomes gradients. Called by one thread,
 * that of the run. All that is random comes from {@link TrainingStep#seed}: then a step is the same
 * whether the run was interrupted before it or not.
 *
 * @param <T> what a sample is
 */
public interface TrainingTask<T> {
  /** "layered autoencoder", for messages and views. */
  String name();

  /**
   * All that changes what is learned, but for the data and the run's own configuration: structure,
   * weights of the losses, optimizers. A run goes on only with the description that it began with.
   */
  JsonObject description();

  /** The networks; always the same ones, in the same order. */
  List<ParameterGroup> groups();

  /** The manager that owns the networks. */
  NDManager manager();

  /**
   * Forward and backward of one batch: calls {@link TrainingStep#backward} once for each group that
   * learns in this step; a group for which it is not called stays as it is. Operations are recorded
   * for gradients. What is made belongs to the step's manager. Multiply by arrays, not by Java
   * numbers: DJL frees a number's memory before gradients read it.
   *
   * @return the terms, for the log; none may be infinite or no number
   */
  LossTerms step(TrainingStep<T> step);

  /**
   * The memory that a step takes at least, beside the weights: asked before the first one, so that
   * a batch that cannot fit is refused and not killed.
   *
   * @param example one of the samples, for its size
   * @param batch so many go through the networks at once
   * @return bytes on the manager's device; empty if it is not known
   */
  default OptionalLong leastStepBytes(T example, int batch) {
    return OptionalLong.empty();
  }

  /**
   * The loss on samples that are never trained on, the same ones at each call, with the averaged
   * weights in place and without gradients; no terms if there are no such samples.
   *
   * @param scope closed after the call
   */
  default LossTerms heldOut(NDManager scope) {
    return LossTerms.none();
  }

  /**
   * Pictures that show how far it is, always of the same samples and seeds, with the averaged
   * weights in place and without gradients.
   *
   * @param scope closed after the call
   * @return by names that serve as file names: small letters, digits and '-'
   */
  default Map<String, Picture> preview(NDManager scope) {
    return Map.of();
  }

  /**
   * Captions of the samples that {@link #preview} shows, for labels.
   *
   * @return by what the names of a sample's pictures begin with: "0" where they are "0-mask" and
   *     "0-foreground"
   */
  default Map<String, String> previewCaptions() {
    return Map.of();
  }
}
