package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Which channels of an array (batch, channels, height, width) are which part of a picture: the one
 * place that says so. Without layers they are the picture's colours; with one they are foreground,
 * background and 2m − 1.
 *
 * @param layers over the background, 0 or 1
 */
public record LayerLayout(int layers) {
  private static final int RGB = 3;

  /** Checks the number. */
  public LayerLayout {
    if (layers < 0 || layers > 1) {
      throw new IllegalArgumentException(
          "Expected 0 layers or 1 over a background but came %s: more are not laid out yet."
              .formatted(layers));
    }
  }

  /** A plain picture: red, green, blue. */
  public static LayerLayout picture() {
    return new LayerLayout(0);
  }

  /** Foreground, background and mask, as in the paper. */
  public static LayerLayout layered() {
    return new LayerLayout(1);
  }

  /** How many channels: 3 or 7. */
  public int channels() {
    return maskChannel() + layers;
  }

  /** Number of the foreground's first channel. */
  public int foregroundChannel() {
    return 0;
  }

  /** Number of the background's first channel, or of the plain picture's. */
  public int backgroundChannel() {
    return layers * RGB;
  }

  /** Number of the mask's channel. */
  public int maskChannel() {
    return backgroundChannel() + RGB;
  }

  /** The foreground's channels (batch, 3, height, width); needs a layer. */
  public NDArray foreground(NDArray array) {
    return part(array, foregroundChannel(), backgroundChannel());
  }

  /** The background's channels, or the plain picture's (batch, 3, height, width). */
  public NDArray background(NDArray array) {
    return part(array, backgroundChannel(), maskChannel());
  }

  /** The mask's channel, 2m − 1 (batch, 1, height, width); needs a layer. */
  public NDArray mask(NDArray array) {
    return part(array, maskChannel(), channels());
  }

  private static NDArray part(NDArray array, int from, int to) {
    return array.get(new NDIndex(":,{}:{}", from, to));
  }
}
