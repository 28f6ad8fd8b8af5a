package org.text2layer.spark.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A build's records in the parts that are made and committed at once. No part crosses a shard; how
 * large they are depends on the number of records alone, so that a build goes on with any number of
 * executors.
 *
 * @param records in all
 * @param recordsPerPart at most
 * @param recordsPerShard at most
 */
public record RecordRanges(long records, int recordsPerPart, int recordsPerShard)
    implements Serializable {
  /**
   * From twice as many chunks on a part has several, up to a shard: so many parts can Spark's
   * driver keep in view.
   */
  private static final long ENOUGH_PARTS = 50_000;

  /**
   * Some records.
   *
   * @param first number
   * @param end number after the last one
   */
  public record Range(long first, long end) implements Serializable {
    /** Of its files. */
    public String name() {
      return String.format(Locale.ROOT, "records-%012d-%012d", first, end);
    }
  }

  public static RecordRanges of(long records, int recordsPerChunk, int chunksPerShard) {
    long chunks = ceilDiv(records, recordsPerChunk);
    int together = (int) Math.min(chunksPerShard, Math.max(1, chunks / ENOUGH_PARTS));
    return new RecordRanges(records, together * recordsPerChunk, recordsPerChunk * chunksPerShard);
  }

  private static long ceilDiv(long all, int together) {
    return (all + together - 1) / together;
  }

  public long shards() {
    return ceilDiv(records, recordsPerShard);
  }

  /** The parts of a shard. */
  public List<Range> ofShard(long shard) {
    List<Range> parts = new ArrayList<>();
    long end = Math.min(records, (shard + 1) * recordsPerShard);
    for (long first = shard * recordsPerShard; first < end; first += recordsPerPart) {
      parts.add(new Range(first, Math.min(end, first + recordsPerPart)));
    }
    return parts;
  }

  public long shardOf(Range part) {
    return part.first() / recordsPerShard;
  }
}
