package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which channels of an array (batch, channels, height, width) are which part of a picture: the one
 * place that says so. Without layers they are the picture's colours; with N they are the layers'
 * colours F₁ … F_N from back to front, the background B, and the masks 2m₁ − 1 … 2m_N − 1: 4N + 3
 * channels. A place without a layer has black for F and 0 for m, and comes last.
 *
 * @param layers over the background, 0 to {@value #MOST}
 */
public record LayerLayout(int layers) {
  /** More would be too many heads for one latent. */
  public static final int MOST = 16;

  /** The name of the background. */
  public static final String BACKGROUND = "background";

  private static final int RGB = 3;

  /** Checks the number. */
  public LayerLayout {
    if (layers < 0 || layers > MOST) {
      throw new IllegalArgumentException(
          "Expected 0 to %s layers over a background but came %s: leave some out."
              .formatted(MOST, layers));
    }
  }

  /** A plain picture: red, green, blue. */
  public static LayerLayout picture() {
    return new LayerLayout(0);
  }

  /** Foreground, background and mask, as in the paper. */
  public static LayerLayout layered() {
    return layered(1);
  }

  /** So many layers over a background. */
  public static LayerLayout layered(int layers) {
    return new LayerLayout(layers);
  }

  /** The layout that has so many channels; empty if there is none. */
  static Optional<LayerLayout> ofChannels(int channels) {
    int layers = (channels - RGB) / (RGB + 1);
    boolean fits = channels >= RGB && layers <= MOST;
    return fits && new LayerLayout(layers).channels() == channels
        ? Optional.of(new LayerLayout(layers))
        : Optional.empty();
  }

  /** How many channels: 3 of a plain picture, 7 of the paper's. */
  public int channels() {
    return maskChannel(layers);
  }

  /** Number of the first channel of a layer's colours; layers count from 0, the farthest. */
  public int foregroundChannel(int layer) {
    return layer * RGB;
  }

  /** Number of the background's first channel, or of the plain picture's. */
  public int backgroundChannel() {
    return layers * RGB;
  }

  /** Number of the channel of a layer's mask. */
  public int maskChannel(int layer) {
    return backgroundChannel() + RGB + layer;
  }

  /**
   * The parts of an array in their order: F₁ … F_N and B (batch, 3, height, width), then 2m₁ − 1 …
   * 2m_N − 1 (batch, 1, height, width).
   */
  public List<NDArray> parts(NDArray array) {
    List<NDArray> parts = new ArrayList<>();
    for (int from = 0; from < backgroundChannel() + RGB; from += RGB) {
      parts.add(part(array, from, from + RGB));
    }
    for (int layer = 0; layer < layers; layer++) {
      parts.add(part(array, maskChannel(layer), maskChannel(layer) + 1));
    }
    return parts;
  }

  private static NDArray part(NDArray array, int from, int to) {
    return array.get(new NDIndex(":,{}:{}", from, to));
  }

  /**
   * What the {@link #parts} are called, in heads, losses and previews: "foreground", "background"
   * and "mask", of several layers "foreground1" and so on.
   */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      names.add(foregroundName(layer));
    }
    names.add(BACKGROUND);
    for (int layer = 0; layer < layers; layer++) {
      names.add(maskName(layer));
    }
    return names;
  }

  /** The name of a layer's colours. */
  public String foregroundName(int layer) {
    return "foreground" + number(layer);
  }

  /** The name of a layer's mask. */
  public String maskName(int layer) {
    return "mask" + number(layer);
  }

  private String number(int layer) {
    return layers == 1 ? "" : Integer.toString(layer + 1);
  }
}
