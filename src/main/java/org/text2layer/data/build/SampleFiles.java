package org.text2layer.data.build;

import java.io.IOException;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.tar.TarWriter;

/** Two archives, of kept and of dropped samples, while they are written. For one thread. */
final class SampleFiles implements AutoCloseable {
  private final One kept;
  private final One dropped;

  /** One archive. */
  private static final class One {
    private final PartFile file;
    private final TarWriter tar;
    private boolean empty = true;

    One(PartFile file) {
      this.file = file;
      this.tar = new TarWriter(file.out());
    }

    void commit() throws IOException {
      tar.finish();
      file.commit();
    }
  }

  SampleFiles(PartFile kept, PartFile dropped) {
    this.kept = new One(kept);
    this.dropped = new One(dropped);
  }

  void add(Verdict verdict, EncodedSample sample) throws IOException {
    One archive = verdict == Verdict.KEPT ? kept : dropped;
    sample.writeTo(archive.tar);
    archive.empty = false;
  }

  /** Gives both their names. */
  void commit() throws IOException {
    kept.commit();
    dropped.commit();
  }

  /** Gives a name to those that have samples: an empty shard would be of no use. */
  void commitUnlessEmpty() throws IOException {
    for (One archive : new One[] {kept, dropped}) {
      if (!archive.empty) {
        archive.commit();
      }
    }
  }

  @Override
  public void close() throws IOException {
    kept.file.close();
    dropped.file.close();
  }
}
