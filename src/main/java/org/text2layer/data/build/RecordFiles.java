package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.EncodedSamples;
import org.text2layer.nn.weights.Checksum;

/**
 * Records of a build that follow one another, as files: a shard, a chunk of one, or any other part.
 * Parts can be made anywhere, and {@linkplain #join joined} to a shard where they are brought
 * together. Immutable; the files are for one writer at a time.
 *
 * @param kept archive of the samples that were kept; there is none without samples
 * @param dropped likewise of those that a filter refused
 * @param rows a line of the ledger for each record; written last: with it, all are there
 */
public record RecordFiles(Path kept, Path dropped, Path rows) {
  static final List<Verdict> STORED = List.of(Verdict.KEPT, Verdict.DROPPED);

  private static final String NONE = "none";

  /** Checks that nothing is missing. */
  public RecordFiles {
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(dropped, "dropped");
    Objects.requireNonNull(rows, "rows");
  }

  /** NAME-kept.tar, NAME-dropped.tar and NAME.jsonl in a folder. */
  public static RecordFiles in(Path folder, String name) {
    return new RecordFiles(
        folder.resolve(name + "-kept.tar"),
        folder.resolve(name + "-dropped.tar"),
        folder.resolve(name + ".jsonl"));
  }

  Path samples(Verdict verdict) {
    return verdict == Verdict.KEPT ? kept : dropped;
  }

  /** Whether they are there, and whole. */
  boolean exist() {
    return Files.exists(rows);
  }

  List<LedgerRow> readRows() throws IOException {
    return Ledger.rows(rows);
  }

  /**
   * Makes records, one after the other.
   *
   * @param first number of the first
   * @param records read as they are made
   * @param earlier the shard of these records as a build made it already: then only those that
   *     failed are made
   * @return the rows
   * @throws IOException if a file cannot be written
   * @throws DatasetException if the earlier shard had other records, or as {@link RecordMaker#make}
   */
  public List<LedgerRow> make(
      long first,
      Iterator<? extends InputRecord> records,
      RecordMaker maker,
      Optional<RecordFiles> earlier)
      throws IOException {
    try (RecordWriter writer = new RecordWriter(this);
        EarlierShard before = EarlierShard.of(earlier)) {
      for (long number = first; records.hasNext(); number++) {
        InputRecord record = records.next();
        Optional<LedgerRow> known = before.row(number, record);
        if (known.isPresent()) {
          writer.add(known.get(), before.sample(known.get()));
        } else {
          RecordMaker.Made made = maker.make(number, record);
          writer.add(made.row(), made.sample());
        }
      }
      return writer.commit();
    }
  }

  /**
   * Judges records of a finished build again: samples go from the kept to the dropped ones and
   * back.
   *
   * @param earlier their rows in that build
   * @param made its files of them, but for the rows
   * @return the rows
   * @throws IOException if a file is missing or damaged, or cannot be written
   */
  public List<LedgerRow> judge(List<LedgerRow> earlier, RecordFiles made, RejudgedBuild.Judge judge)
      throws IOException {
    try (RecordWriter writer = new RecordWriter(this);
        EarlierShard before = new EarlierShard(earlier, made.kept(), made.dropped())) {
      for (LedgerRow row : earlier) {
        Optional<EncodedSample> sample = before.sample(row);
        if (sample.isPresent()) {
          sample = Optional.of(sample.get().withProvenance(judge::provenance));
        }
        writer.add(sample.isPresent() ? judge.judged(row) : row, sample);
      }
      return writer.commit();
    }
  }

  /**
   * Joins parts, in place of what is there. The bytes do not depend on where one part ends and the
   * next begins.
   *
   * @param parts in the order of their records
   * @return the rows
   * @throws IOException if a part is missing or damaged, or a file cannot be written
   */
  public List<LedgerRow> join(List<RecordFiles> parts) throws IOException {
    try (RecordWriter writer = new RecordWriter(this)) {
      for (RecordFiles part : parts) {
        writer.add(part.readRows());
        for (Verdict verdict : STORED) {
          if (Files.exists(part.samples(verdict))) {
            copy(part.samples(verdict), verdict, writer);
          }
        }
      }
      return writer.commit();
    }
  }

  private static void copy(Path part, Verdict verdict, RecordWriter writer) throws IOException {
    try (EncodedSamples samples = EncodedSamples.open(part)) {
      Optional<EncodedSample> sample = samples.next();
      while (sample.isPresent()) {
        writer.add(verdict, sample.get());
        sample = samples.next();
      }
    }
  }

  /** Of the three files' contents, for a part that is joined elsewhere. */
  public String checksum() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : List.of(kept, dropped, rows)) {
      lines.append(Files.exists(file) ? Checksum.of(file) : NONE).append('\n');
    }
    return Checksum.of(lines.toString());
  }

  /**
   * Takes over a part that was made elsewhere: here are its files, as they are to have come.
   *
   * @param expected what {@link #checksum} was there
   * @return this
   * @throws DatasetException if it is another here
   */
  public RecordFiles adopted(String expected) throws IOException {
    String found = checksum();
    if (!found.equals(expected)) {
      throw new DatasetException(
          "Expected the records in %s with the checksum %s but theirs is %s: bring the files again, or make the records again."
              .formatted(rows, expected, found));
    }
    return this;
  }

  void delete() throws IOException {
    Files.deleteIfExists(kept);
    Files.deleteIfExists(dropped);
    Files.deleteIfExists(rows);
  }
}
