package org.text2layer.data.input;

import java.util.Objects;

/**
 * A record that is no captioned picture.
 *
 * @param key the source's own name for it; empty if even that cannot be read
 * @param source where it comes from
 * @param reason one sentence: what was expected, what came, what to do
 */
public record FailedRecord(String key, String source, String reason) implements InputRecord {
  /** Checks that nothing is missing. */
  public FailedRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reason, "reason");
  }
}
