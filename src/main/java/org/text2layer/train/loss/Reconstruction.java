package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an autoencoder made of a batch beside what it should have made, by the names of the parts:
 * "foreground", "background", "mask" (2m - 1) and, where it is supervised, "composite" (the
 * auxiliary head's composed picture) of CaT2I-AE, with "foreground1", "mask1" and so on where there
 * are several layers; "picture" of the plain autoencoder.
 *
 * @param predictions (batch, channels, height, width) in about [-1, 1], not clamped; gradients flow
 *     back to them
 * @param targets of the same names and shapes, in [-1, 1]; no gradient flows back to them
 * @param divergence of the latents from a normal distribution, summed over a latent and averaged
 *     over the batch: a number, to which gradients flow back
 */
public record Reconstruction(
    Map<String, NDArray> predictions, Map<String, NDArray> targets, NDArray divergence) {
  /** Keeps the order. */
  public Reconstruction {
    predictions = Collections.unmodifiableMap(new LinkedHashMap<>(predictions));
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  /** One without parts. */
  public static Reconstruction of(NDArray divergence) {
    return new Reconstruction(Map.of(), Map.of(), divergence);
  }

  /** The same with one more part. */
  public Reconstruction with(String part, NDArray prediction, NDArray target) {
    Map<String, NDArray> morePredictions = new LinkedHashMap<>(predictions);
    Map<String, NDArray> moreTargets = new LinkedHashMap<>(targets);
    morePredictions.put(part, prediction);
    moreTargets.put(part, target);
    return new Reconstruction(morePredictions, moreTargets, divergence);
  }

  /**
   * What was made of a part.
   *
   * @throws IllegalArgumentException if there is no such part; the message names those there are
   */
  public NDArray prediction(String part) {
    return part(predictions, part);
  }

  /** What should have been made of it, likewise. */
  public NDArray target(String part) {
    return part(targets, part);
  }

  private static NDArray part(Map<String, NDArray> parts, String name) {
    return Optional.ofNullable(parts.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected one of the parts %s but came '%s': ask for one of them."
                        .formatted(parts.keySet(), name)));
  }

  /** A number for arithmetic, of shape (): it stays until gradients have been read. */
  public NDArray constant(double number) {
    return divergence.getManager().create((float) number);
  }
}
