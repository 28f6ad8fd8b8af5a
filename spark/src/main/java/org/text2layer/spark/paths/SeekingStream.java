package org.text2layer.spark.paths;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;

/** Skips without reading what lies between: an entry of an archive is one request. */
final class SeekingStream extends FilterInputStream {
  private final FSDataInputStream stream;
  private final long length;

  SeekingStream(FSDataInputStream stream, long length) {
    super(stream);
    this.stream = stream;
    this.length = length;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long from = stream.getPos();
    long to = Math.min(length, from + Math.max(0, bytes));
    stream.seek(to);
    return to - from;
  }
}
