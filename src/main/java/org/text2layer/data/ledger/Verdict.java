package org.text2layer.data.ledger;

import java.util.Locale;

/** What became of a record. */
public enum Verdict {
  /** It is a sample of the data set. */
  KEPT,
  /** A filter refused it. */
  DROPPED,
  /** It could not be read, or the recipe failed. */
  FAILED;

  /** As the ledger has it: "kept". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verdict ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
