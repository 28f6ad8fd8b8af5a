package org.text2layer.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells apart where the images of a stack came from. */
final class StackedProvenance {
  private static final Pattern NUMBERED = Pattern.compile("(.*) \\(layer (\\d{1,6})\\)");

  private StackedProvenance() {}

  /**
   * The entries of an image whose layers come above {@code layersBelow} others: each key with the
   * number of its layer in the stack. Numbers of an earlier stack move up, so that it does not
   * matter in which order images are stacked.
   */
  static Map<String, String> above(int layersBelow, Map<String, String> provenance) {
    Map<String, String> numbered = new LinkedHashMap<>();
    provenance.forEach(
        (key, value) -> {
          Matcher earlier = NUMBERED.matcher(key);
          boolean stacked = earlier.matches();
          String plain = stacked ? earlier.group(1) : key;
          int layer = layersBelow + (stacked ? Integer.parseInt(earlier.group(2)) : 1);
          numbered.put("%s (layer %d)".formatted(plain, layer), value);
        });
    return numbered;
  }
}
