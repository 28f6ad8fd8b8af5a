package org.text2layer;

import java.util.List;

/**
 * What the layers of a picture show, beside the caption of the whole. {@code new LayerCaptions("a
 * red apple", "a wooden table")}.
 *
 * @param foreground 1 to 1,000 characters
 * @param background 1 to 1,000 characters
 */
public record LayerCaptions(String foreground, String background) {
  /** Checks both as captions. */
  public LayerCaptions {
    GenerationRequest.of(foreground);
    GenerationRequest.of(background);
  }

  /** One a frame: foreground, background, both blended. */
  List<String> with(String whole) {
    return List.of(foreground, background, whole);
  }
}
