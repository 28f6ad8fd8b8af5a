package org.text2layer.data.shards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.data.DatasetException;

/**
 * Writes samples into shards 00000.tar, 00001.tar and so on. A shard has its name once it is
 * complete; close the writer to complete the last one. For one thread.
 */
public final class ShardWriter implements AutoCloseable {
  private final Path folder;
  private final int samplesPerShard;
  private Optional<ShardFile> open = Optional.empty();
  private int shards;
  private int samples;

  private ShardWriter(Path folder, int samplesPerShard) {
    this.folder = folder;
    this.samplesPerShard = samplesPerShard;
  }

  /**
   * Begins with shard 0 in a folder, which is made if it is missing.
   *
   * @throws IllegalArgumentException if a shard would hold less than 1 sample
   * @throws DatasetException if the folder has shards already, or cannot be written to
   */
  public static ShardWriter open(Path folder, int samplesPerShard) {
    if (samplesPerShard < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 sample a shard but got %s: 1000 is usual."
              .formatted(samplesPerShard));
    }
    ShardWriter writer = new ShardWriter(folder, samplesPerShard);
    try {
      Files.createDirectories(folder);
    } catch (IOException error) {
      throw writer.unwritable(error);
    }
    if (!LayeredShards.list(folder).isEmpty()) {
      throw new DatasetException(
          "Expected a folder without shards but %s has some: choose another.".formatted(folder));
    }
    return writer;
  }

  /** The name of a shard. */
  public static String name(long shard) {
    return String.format(Locale.ROOT, "%05d.tar", shard);
  }

  /**
   * Adds a sample.
   *
   * @throws DatasetException if it cannot be written
   */
  public void write(StoredSample sample) {
    try {
      if (open.isEmpty()) {
        open = Optional.of(ShardFile.begin(folder.resolve(name(shards))));
      }
      open.get().add(EncodedSample.of(sample));
      samples++;
      if (samples == samplesPerShard) {
        complete();
      }
    } catch (IOException error) {
      throw unwritable(error);
    }
  }

  private void complete() throws IOException {
    if (open.isPresent()) {
      open.get().commit();
      open = Optional.empty();
      samples = 0;
      shards++;
    }
  }

  /** What is written of a shard is none, and does not become one when the writer is closed. */
  private DatasetException unwritable(IOException error) {
    open.ifPresent(ShardFile::close);
    open = Optional.empty();
    samples = 0;
    return new DatasetException(
        "Expected to write shards into %s but it failed (%s): check the folder and free space."
            .formatted(folder, error),
        error);
  }

  /** Completes the last shard. */
  @Override
  public void close() {
    try {
      complete();
    } catch (IOException error) {
      throw unwritable(error);
    }
  }
}
