package org.text2layer.experiment.result;

import java.util.Objects;

/**
 * One cell of a table.
 *
 * @param text what it says; never blank
 * @param winner whether it is better than every other of its column by a significant difference
 * @param provenance which measurements it comes from; empty for names and for others' numbers
 */
public record ResultCell(String text, boolean winner, String provenance) {
  /** Nothing to say: not measured, or not defined. */
  public static final ResultCell NONE = of("–");

  /** Checks that there is a text. */
  public ResultCell {
    Objects.requireNonNull(provenance, "provenance");
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a text in each cell but one is blank: take ResultCell.NONE.");
    }
  }

  /** A text that comes from no measurement of ours. */
  public static ResultCell of(String text) {
    return new ResultCell(text, false, "");
  }
}
