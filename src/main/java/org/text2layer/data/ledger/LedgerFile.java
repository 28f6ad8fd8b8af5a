package org.text2layer.data.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.data.DatasetException;

/**
 * The rows of a ledger's file, of which one block is held and the others are read when they are
 * asked for: what goes through a million rows holds 256 of them. Thread-safe.
 */
final class LedgerFile extends AbstractList<LedgerRow> {
  private static final int BLOCK = 256;

  private record Block(int first, List<LedgerRow> rows) {
    boolean has(int index) {
      return index >= first && index < first + rows.size();
    }
  }

  private final Path file;
  private final FileTime changed;

  /** Where each block begins. */
  private final long[] places;

  private final int size;
  private volatile Block last = new Block(0, List.of());

  private LedgerFile(Path file, FileTime changed, long[] places, int size) {
    this.file = file;
    this.changed = changed;
    this.places = places;
    this.size = size;
  }

  /** Goes through the file once, and tells the columns of every row. */
  static LedgerFile scan(Path file, LedgerColumns columns) throws IOException {
    FileTime changed = Files.getLastModifiedTime(file);
    long[] places = new long[16];
    int size = 0;
    try (LedgerLines lines = LedgerLines.open(file, 0)) {
      long place = lines.position();
      for (Optional<LedgerRow> row = lines.next(); row.isPresent(); row = lines.next()) {
        if (size % BLOCK == 0) {
          int block = size / BLOCK;
          places = block < places.length ? places : Arrays.copyOf(places, 2 * block);
          places[block] = place;
        }
        columns.add(row.get());
        size++;
        place = lines.position();
      }
    }
    return new LedgerFile(file, changed, places, size);
  }

  @Override
  public int size() {
    return size;
  }

  /**
   * A row.
   *
   * @throws DatasetException if the file is another by now, or cannot be read
   */
  @Override
  public LedgerRow get(int index) {
    Block block = last;
    if (!block.has(Objects.checkIndex(index, size))) {
      block = block(index / BLOCK);
      last = block;
    }
    return block.rows().get(index - block.first());
  }

  private Block block(int number) {
    int first = number * BLOCK;
    try {
      if (!Files.getLastModifiedTime(file).equals(changed)) {
        throw new IOException("it was written again meanwhile");
      }
      try (LedgerLines lines = LedgerLines.open(file, places[number])) {
        List<LedgerRow> rows = new ArrayList<>();
        while (rows.size() < Math.min(BLOCK, size - first)) {
          rows.add(lines.next().orElseThrow(() -> new IOException("it ends too early")));
        }
        return new Block(first, rows);
      }
    } catch (IOException error) {
      throw new DatasetException(
          "Expected row %s in the ledger %s but it cannot be read (%s): open the build anew."
              .formatted(first, file, error.getMessage()),
          error);
    }
  }
}
