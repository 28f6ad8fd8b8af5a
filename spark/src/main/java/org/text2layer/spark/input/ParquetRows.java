package org.text2layer.spark.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** The rows of a Parquet file, one after the other. For one thread. */
final class ParquetRows implements AutoCloseable {
  /** Of one column in one group of rows, which is in memory as a whole. */
  private static final long MOST_BYTES = 1L << 30;

  private final ParquetFileReader file;
  private MessageType wanted;
  private RecordReader<Group> group;
  private long leftInGroup;
  private IOException damage;

  private ParquetRows(ParquetFileReader file) {
    this.file = file;
    this.wanted = file.getFooter().getFileMetaData().getSchema();
  }

  /**
   * Reads the footer.
   *
   * @throws IOException if it is damaged; the message says why
   * @throws UncheckedIOException if the store does not give it, so that a task is tried again
   */
  static ParquetRows open(Path path, Configuration configuration) throws IOException {
    org.apache.hadoop.fs.Path stored = new org.apache.hadoop.fs.Path(path.toUri());
    try {
      return new ParquetRows(
          ParquetFileReader.open(HadoopInputFile.fromPath(stored, configuration)));
    } catch (EOFException
        | ChecksumException
        | RuntimeException error) { // of the parser, on damaged numbers
      throw new IOException("its footer is damaged", error);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  MessageType schema() {
    return file.getFooter().getFileMetaData().getSchema();
  }

  long count() {
    return file.getRecordCount();
  }

  /**
   * Which columns are read.
   *
   * @throws IOException if a group of rows is larger than any that is read
   */
  void read(MessageType columns) throws IOException {
    wanted = columns;
    file.setRequestedSchema(columns);
    for (BlockMetaData rows : file.getFooter().getBlocks()) {
      for (ColumnChunkMetaData column : rows.getColumns()) {
        boolean read = columns.containsPath(column.getPath().toArray());
        if (read
            && Math.max(column.getTotalSize(), column.getTotalUncompressedSize()) > MOST_BYTES) {
          throw new IOException(
              "Expected at most %s MB a column in each group of rows of %s but %s has %s: write the file with smaller groups."
                  .formatted(
                      MOST_BYTES >> 20,
                      file.getFile(),
                      column.getPath(),
                      column.getTotalUncompressedSize() >> 20));
        }
      }
    }
  }

  /**
   * The next row.
   *
   * @throws IOException if the file is damaged there, and for every row that comes after
   */
  Group next() throws IOException {
    if (damage != null) {
      throw damage;
    }
    try {
      if (leftInGroup == 0) {
        open(file.readNextRowGroup());
      }
      leftInGroup--;
      return group.read();
    } catch (IOException | RuntimeException error) {
      damage =
          new IOException("the file is damaged there (%s)".formatted(error.getMessage()), error);
    } catch (OutOfMemoryError error) {
      damage = new IOException("its pages do not fit into memory", error);
    }
    throw damage;
  }

  private void open(PageReadStore pages) throws IOException {
    if (pages == null) {
      throw new IOException("rows are missing");
    }
    leftInGroup = pages.getRowCount();
    group =
        new ColumnIOFactory()
            .getColumnIO(wanted, schema())
            .getRecordReader(pages, new GroupRecordConverter(wanted));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
