package org.text2layer.notebook;

import java.util.Map;
import java.util.stream.Collectors;

/** An image's provenance in words. */
record Provenance(Map<String, String> entries) {
  private static final String CAPTION = "caption";

  /** The caption of a generated image, which no longer is all of the truth once it was edited. */
  String caption() {
    String caption = entries.getOrDefault(CAPTION, "");
    return caption.isEmpty() || !entries.containsKey("edited") ? caption : caption + " (edited)";
  }

  /** The rest: "seed 7 · sampler DDIM · steps 20". */
  String smallPrint() {
    return entries.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(CAPTION))
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(" · "));
  }
}
