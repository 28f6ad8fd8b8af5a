package org.text2layer.spark.input;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.spark.output.RecordRanges;

/**
 * The records of all splits by their numbers. Whoever goes on where the last range ended reads on;
 * all else is found by reading a split from its beginning. For one thread.
 */
public final class NumberedRecords implements AutoCloseable {
  private final List<InputSplit> splits;
  private final long[] ends;
  private final Configuration configuration;
  private Stream<InputRecord> open = Stream.empty();
  private Iterator<InputRecord> records = open.iterator();
  private int split;
  private long next = -1;

  /**
   * Nothing is open yet.
   *
   * @param ends the number after the last record of each split
   */
  public NumberedRecords(List<InputSplit> splits, long[] ends, Configuration configuration) {
    this.splits = splits;
    this.ends = ends;
    this.configuration = configuration;
  }

  /** Ends early once it is stopped. */
  public Iterator<InputRecord> range(RecordRanges.Range range, AtomicBoolean stopped) {
    return new Iterator<>() {
      private long at = range.first();

      @Override
      public boolean hasNext() {
        return at < range.end() && !stopped.get();
      }

      @Override
      public InputRecord next() {
        if (at >= range.end()) {
          throw new NoSuchElementException();
        }
        return record(at++);
      }
    };
  }

  private InputRecord record(long number) {
    if (number != next || number == ends[split]) {
      seek(number);
    }
    next = number + 1;
    return nextRecord(number);
  }

  private void seek(long number) {
    close();
    split = 0;
    while (ends[split] <= number) {
      split++;
    }
    open = splits.get(split).open(configuration).records();
    records = open.iterator();
    for (long skipped = first(); skipped < number; skipped++) {
      nextRecord(skipped);
    }
  }

  private long first() {
    return split == 0 ? 0 : ends[split - 1];
  }

  private InputRecord nextRecord(long number) {
    if (!records.hasNext()) {
      throw new DatasetException(
          "Expected %s records in %s as when the build began but it has %s now: put it back as it was, or build into a new folder."
              .formatted(ends[split] - first(), splits.get(split).uri(), number - first()));
    }
    return records.next();
  }

  /** How many records a split has. */
  public static long count(InputSplit split, Configuration configuration) {
    PictureSource source = split.open(configuration);
    OptionalLong known = source.size();
    if (known.isPresent()) {
      return known.getAsLong();
    }
    try (Stream<InputRecord> all = source.records()) {
      long[] count = new long[1];
      all.forEach(record -> count[0]++);
      return count[0];
    }
  }

  @Override
  public void close() {
    open.close();
    open = Stream.empty();
    records = open.iterator();
    next = -1;
  }
}
