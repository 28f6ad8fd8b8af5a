package org.text2layer.data.input;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Records in memory. */
record ListedRecords(String description, List<InputRecord> all) implements PictureSource {
  @Override
  public Stream<InputRecord> records() {
    return all.stream();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(all.size());
  }
}
