package org.text2layer.data.input;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.text2layer.data.DatasetException;

/** One record after the other, each made when it is asked for. */
abstract class RecordIterator implements Iterator<InputRecord> {
  private Optional<InputRecord> upcoming = Optional.empty();

  /**
   * The next record; none at the end.
   *
   * @throws IOException if the source as a whole cannot be read any more
   */
  abstract Optional<InputRecord> advance() throws IOException;

  /** Closes what is open. */
  abstract void close() throws IOException;

  @Override
  public final boolean hasNext() {
    if (upcoming.isEmpty()) {
      try {
        upcoming = advance();
      } catch (IOException error) {
        throw unreadable(error);
      }
    }
    return upcoming.isPresent();
  }

  @Override
  public final InputRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    InputRecord record = upcoming.orElseThrow();
    upcoming = Optional.empty();
    return record;
  }

  final Stream<InputRecord> stream() {
    Spliterator<InputRecord> records =
        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(records, false).onClose(this::closeUnchecked);
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
