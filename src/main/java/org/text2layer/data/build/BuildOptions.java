package org.text2layer.data.build;

/**
 * How a build runs.
 *
 * @param workers how many threads make samples; does not change what is built
 * @param seed from which each record's seed is drawn
 * @param recordsPerChunk how many records a worker takes at once; a build that is killed loses at
 *     most this many a worker
 * @param chunksPerShard how many chunks share a shard; like img2dataset's, a shard holds the kept
 *     ones of a fixed number of records
 */
public record BuildOptions(int workers, long seed, int recordsPerChunk, int chunksPerShard) {
  private static final int MOST_WORKERS = 4;
  private static final int MOST_RECORDS_A_SHARD = 1_000_000;

  /** Checks the numbers. */
  public BuildOptions {
    if (workers < 1 || recordsPerChunk < 1 || chunksPerShard < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 worker, record a chunk and chunk a shard but got %s, %s and %s: the standard has 32 records and 32 chunks."
              .formatted(workers, recordsPerChunk, chunksPerShard));
    }
    if ((long) recordsPerChunk * chunksPerShard > MOST_RECORDS_A_SHARD) {
      throw new IllegalArgumentException(
          "Expected at most %s records a shard but got %s chunks of %s: choose smaller ones."
              .formatted(MOST_RECORDS_A_SHARD, chunksPerShard, recordsPerChunk));
    }
  }

  /** How many records share a shard. */
  int recordsPerShard() {
    return recordsPerChunk * chunksPerShard;
  }

  /** As many workers as processors, but 4 at most; seed 0; 32 records a chunk, 1024 a shard. */
  public static BuildOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new BuildOptions(Math.min(MOST_WORKERS, processors), 0, 32, 32);
  }

  /** The same with another number of workers. */
  public BuildOptions withWorkers(int newWorkers) {
    return new BuildOptions(newWorkers, seed, recordsPerChunk, chunksPerShard);
  }

  /** The same with another seed. */
  public BuildOptions withSeed(long newSeed) {
    return new BuildOptions(workers, newSeed, recordsPerChunk, chunksPerShard);
  }

  /** The same with other sizes. */
  public BuildOptions withSizes(int newRecordsPerChunk, int newChunksPerShard) {
    return new BuildOptions(workers, seed, newRecordsPerChunk, newChunksPerShard);
  }
}
