package org.text2layer.notebook.html;

import java.util.List;

/**
 * Colours of what became of records: those of Okabe and Ito, which colour-blind people tell apart,
 * and which show on light and dark pages.
 */
public final class VerdictColours {
  /** Of kept records. */
  public static final String KEPT = "#0072b2";

  /** Of failed records. */
  public static final String FAILED = "#808080";

  private static final List<String> DROPPED = List.of("#e69f00", "#d55e00", "#cc79a7", "#f0e442");

  private VerdictColours() {}

  /** Of what the n-th filter dropped, from 0. */
  public static String dropped(int n) {
    return DROPPED.get(n % DROPPED.size());
  }
}
