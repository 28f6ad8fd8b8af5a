package org.text2layer.spark.paths;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Skips without reading what lies between: an entry of an archive is one request. What a store does
 * not give is no damage of the file, which readers would take any {@link IOException} for: it ends
 * the task, and Spark tries again.
 */
final class SeekingStream extends FilterInputStream {
  private final FSDataInputStream stream;
  private final long length;

  SeekingStream(FSDataInputStream stream, long length) {
    super(stream);
    this.stream = stream;
    this.length = length;
  }

  private interface Asking {
    long answer() throws IOException;
  }

  private static long given(Asking asking) throws IOException {
    try {
      return asking.answer();
    } catch (ChecksumException damage) {
      throw damage;
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @Override
  public int read() throws IOException {
    return (int) given(stream::read);
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    return (int) given(() -> stream.read(bytes, from, most));
  }

  @Override
  public long skip(long bytes) throws IOException {
    return given(
        () -> {
          long from = stream.getPos();
          long to = Math.min(length, from + Math.max(0, bytes));
          stream.seek(to);
          return to - from;
        });
  }
}
