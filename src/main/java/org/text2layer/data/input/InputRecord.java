package org.text2layer.data.input;

import java.util.Objects;

/**
 * What a {@link PictureSource} has at one place: a captioned picture, one that was left out, or why
 * there is none.
 */
public sealed interface InputRecord permits CaptionedPicture, FailedRecord, InputRecord.LeftOut {
  /** The source's own name for the record, such as a path without its ending; may repeat. */
  String key();

  /** Where it comes from, for people: a file, and the line or entry in it. */
  String source();

  /**
   * A picture that stands in the source and shall not be used: a build's ledger says so, and the
   * records after it keep their numbers.
   *
   * @param picture what was left out
   * @param filter why, in a word or two: it stands in the ledger as what dropped the record
   * @param score of it for that
   */
  record LeftOut(CaptionedPicture picture, String filter, double score) implements InputRecord {
    /** Checks that there is a reason. */
    public LeftOut {
      Objects.requireNonNull(picture, "picture");
      if (filter.isBlank() || !Double.isFinite(score)) {
        throw new IllegalArgumentException(
            "Expected why '%s' is left out and a finite score but came '%s', %s: name both."
                .formatted(picture.key(), filter, score));
      }
    }

    @Override
    public String key() {
      return picture.key();
    }

    @Override
    public String source() {
      return picture.source();
    }
  }
}
