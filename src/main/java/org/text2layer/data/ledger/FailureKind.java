package org.text2layer.data.ledger;

import java.util.regex.Pattern;

/** What failures that differ in file, line and number have in common. */
final class FailureKind {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern NUMBER =
      Pattern.compile("\\b[0-9a-f]{2}(?: [0-9a-f]{2})+\\b|\\d+"); // bytes, or a number
  private static final String BUT = " but ";
  private static final int LONGEST = 160;

  private FailureKind() {}

  /**
   * What was found, of a sentence such as "Expected A in SOURCE but FOUND: do this."; numbers and
   * quotes become "…".
   */
  static String of(String reason, String source) {
    String place = source.isEmpty() ? reason : reason.replace(source, "…");
    int but = place.indexOf(BUT);
    String found = but < 0 ? place : place.substring(but + BUT.length());
    int advice = found.indexOf(": ");
    String whole = but < 0 || advice < 0 ? found : found.substring(0, advice);
    String kind = NUMBER.matcher(QUOTED.matcher(whole).replaceAll("…")).replaceAll("…");
    return kind.length() <= LONGEST
        ? kind
        : kind.substring(0, kind.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }
}
