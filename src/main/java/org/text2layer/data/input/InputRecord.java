package org.text2layer.data.input;

/** What a {@link PictureSource} has at one place: a captioned picture, or why there is none. */
public sealed interface InputRecord permits CaptionedPicture, FailedRecord {
  /** The source's own name for the record, such as a path without its ending; may repeat. */
  String key();

  /** Where it comes from, for people: a file, and the line or entry in it. */
  String source();
}
