package org.text2layer.data.shards;

import java.io.IOException;
import java.nio.file.Path;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.folder.WholeFile;

/** An archive of samples that has its name once it is complete. For one thread. */
public final class ShardFile implements AutoCloseable {
  private final WholeFile file;
  private final TarWriter tar;

  private ShardFile(WholeFile file) {
    this.file = file;
    this.tar = new TarWriter(file.out());
  }

  /** Begins with nothing. */
  public static ShardFile begin(Path target) throws IOException {
    return new ShardFile(WholeFile.begin(target));
  }

  /** Adds a sample. */
  public void add(EncodedSample sample) throws IOException {
    sample.writeTo(tar);
  }

  /** Gives the file its name, in place of an older one. */
  public void commit() throws IOException {
    tar.finish();
    file.commit();
  }

  /** Deletes what has not got its name. */
  @Override
  public void close() {
    file.close();
  }
}
