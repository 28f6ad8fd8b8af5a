package org.text2layer.spark.output;

import java.io.Serializable;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.ledger.LedgerRow;

/**
 * What became of some records, as Spark's UI and the report have it.
 *
 * @param kept how many are samples
 * @param dropped how many each filter refused
 * @param failed how many failed in each way
 * @param found how many of them an earlier run had made
 * @param nanoseconds that making the others took, in one thread
 * @param bytes of their files
 * @param processors that made them
 */
public record RecordCounts(
    long kept,
    TreeMap<String, Long> dropped,
    TreeMap<String, Long> failed,
    long found,
    long nanoseconds,
    long bytes,
    TreeSet<String> processors)
    implements Serializable {
  /** A source can invent any number of reasons. */
  private static final int MOST_REASONS = 200;

  private static final String OTHERS = "others";

  public static RecordCounts none() {
    return new RecordCounts(0, new TreeMap<>(), new TreeMap<>(), 0, 0, 0, new TreeSet<>());
  }

  /** Of rows that were made here. */
  public static RecordCounts of(Collection<LedgerRow> rows, long nanoseconds, long bytes) {
    long kept = 0;
    TreeMap<String, Long> dropped = new TreeMap<>();
    TreeMap<String, Long> failed = new TreeMap<>();
    for (LedgerRow row : rows) {
      switch (row.verdict()) {
        case KEPT -> kept++;
        case DROPPED -> add(dropped, row.reason(), 1);
        case FAILED -> add(failed, row.failureKind(), 1);
      }
    }
    TreeSet<String> own = new TreeSet<>(Set.of(Worker.processor()));
    return new RecordCounts(kept, dropped, failed, 0, nanoseconds, bytes, own);
  }

  private static void add(SortedMap<String, Long> counts, String reason, long more) {
    boolean known = counts.size() < MOST_REASONS || counts.containsKey(reason);
    counts.merge(known ? reason : OTHERS, more, Long::sum);
  }

  /** The same, made by an earlier run. */
  public RecordCounts asFound() {
    return new RecordCounts(kept, dropped, failed, records(), 0, 0, processors);
  }

  public RecordCounts plus(RecordCounts other) {
    TreeMap<String, Long> allDropped = new TreeMap<>(dropped);
    other.dropped.forEach((filter, count) -> add(allDropped, filter, count));
    TreeMap<String, Long> allFailed = new TreeMap<>(failed);
    other.failed.forEach((reason, count) -> add(allFailed, reason, count));
    TreeSet<String> allProcessors = new TreeSet<>(processors);
    allProcessors.addAll(other.processors);
    return new RecordCounts(
        kept + other.kept,
        allDropped,
        allFailed,
        found + other.found,
        nanoseconds + other.nanoseconds,
        bytes + other.bytes,
        allProcessors);
  }

  public long records() {
    return kept + sum(dropped) + sum(failed);
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public BuildReport report(long total, boolean complete) {
    return new BuildReport(kept, dropped, sum(failed), found, OptionalLong.of(total), complete);
  }

  @Override
  public String toString() {
    Stream<String> reasons =
        Stream.concat(
            dropped.entrySet().stream().map(each -> "dropped by " + each),
            failed.entrySet().stream().map(each -> "failed: " + each));
    return "kept=%s%s"
        .formatted(kept, reasons.map(each -> ", " + each).collect(Collectors.joining()));
  }
}
