package org.text2layer.data.input;

import java.io.IOException;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.text2layer.data.DatasetException;

/** One record after the other, each made when it is asked for. */
abstract class RecordSpliterator extends Spliterators.AbstractSpliterator<InputRecord> {
  RecordSpliterator() {
    super(Long.MAX_VALUE, ORDERED | NONNULL);
  }

  /**
   * The next record; none at the end.
   *
   * @throws IOException if the source as a whole cannot be read any more
   */
  abstract Optional<InputRecord> advance() throws IOException;

  /** Closes what is open. */
  abstract void close() throws IOException;

  @Override
  public final boolean tryAdvance(Consumer<? super InputRecord> action) {
    try {
      Optional<InputRecord> record = advance();
      record.ifPresent(action);
      return record.isPresent();
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  final Stream<InputRecord> stream() {
    return StreamSupport.stream(this, false).onClose(this::closeUnchecked);
  }

  private void closeUnchecked() {
    try {
      close();
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  static DatasetException unreadable(IOException error) {
    return new DatasetException(
        "Expected to read captioned pictures but it failed (%s): check the path and the disk."
            .formatted(error),
        error);
  }
}
