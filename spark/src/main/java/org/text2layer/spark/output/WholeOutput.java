package org.text2layer.spark.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.text2layer.folder.WholeFile;

/** A file of the output while it is written. For one thread. */
public interface WholeOutput extends AutoCloseable {
  /** Where its contents go. */
  OutputStream out();

  /** Gives it its name, in place of what is there. */
  void commit() throws IOException;

  /** Deletes what has not got its name. */
  @Override
  void close() throws IOException;

  /** On a disk, as the library writes: Hadoop would start a process for each file's mode. */
  static WholeOutput local(java.nio.file.Path file) throws IOException {
    WholeFile whole = WholeFile.begin(file);
    return new WholeOutput() {
      @Override
      public OutputStream out() {
        return whole.out();
      }

      @Override
      public void commit() throws IOException {
        whole.commit();
      }

      @Override
      public void close() {
        whole.close();
      }
    };
  }

  /** Under its name, where a file appears when it is closed: in a store of objects. */
  static WholeOutput stored(FileSystem files, Path file) throws IOException {
    FSDataOutputStream out = files.create(file, true);
    return new WholeOutput() {
      private boolean committed;

      @Override
      public OutputStream out() {
        return out;
      }

      @Override
      public void commit() throws IOException {
        out.close();
        committed = true;
      }

      @Override
      public void close() {
        if (!committed) {
          out.abort();
        }
      }
    };
  }

  /** Beside, and renamed then. */
  static WholeOutput renamed(FileSystem files, Path file) throws IOException {
    Path part = new Path(file.getParent(), OutputFolder.PART + UUID.randomUUID());
    FSDataOutputStream out = files.create(part, true);
    return new WholeOutput() {
      private boolean committed;

      @Override
      public OutputStream out() {
        return out;
      }

      @Override
      public void commit() throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
          out.hsync();
        }
        out.close();
        FileContext.getFileContext(files.getUri(), files.getConf())
            .rename(part, file, Options.Rename.OVERWRITE);
        committed = true;
      }

      @Override
      public void close() throws IOException {
        if (!committed) {
          try {
            out.close();
          } finally {
            files.delete(part, false);
          }
        }
      }
    };
  }
}
