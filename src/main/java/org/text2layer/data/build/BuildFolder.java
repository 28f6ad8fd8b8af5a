package org.text2layer.data.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.card.Shard;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.ShardWriter;
import org.text2layer.folder.FolderDescription;
import org.text2layer.folder.FolderException;
import org.text2layer.folder.FolderLock;
import org.text2layer.folder.WholeFile;
import org.text2layer.folder.WholeFolder;

/**
 * The files of a build, locked while it is open.
 *
 * <p>Results: {@code build.json}, {@code 00000.tar} …, {@code dropped/00000.tar} …, {@code
 * README.md}, {@code ledger.jsonl}; the ledger comes last and says that all is complete. While the
 * build goes on, {@code work} holds finished chunks and the rows of finished shards. A file has its
 * name once it is complete, so that whatever is there counts, and whatever a killed run was writing
 * does not.
 */
final class BuildFolder implements AutoCloseable {
  private static final String DROPPED = "dropped";
  private static final String WORK = "work";

  private final Path folder;
  private final Path work;
  private final FolderLock lock;

  private BuildFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.work = folder.resolve(WORK);
    this.lock = lock;
  }

  /**
   * Opens a new folder, or one that a build with the same fingerprint left.
   *
   * @throws DatasetException if it belongs to something else, or to a build that runs now
   */
  static BuildFolder open(Path folder, FolderDescription description) throws IOException {
    try {
      return new BuildFolder(folder, FolderLock.take(folder, description, List.of(DROPPED, WORK)));
    } catch (FolderException error) {
      throw new DatasetException(error.getMessage(), error);
    }
  }

  boolean isComplete() {
    return Files.exists(folder.resolve(Ledger.FILE));
  }

  List<LedgerRow> ledger() throws IOException {
    return Ledger.rows(folder.resolve(Ledger.FILE));
  }

  /** A shard; its rows are there until the build is complete. */
  RecordFiles shard(long shard) {
    return new RecordFiles(
        shard(folder, Verdict.KEPT, shard),
        shard(folder, Verdict.DROPPED, shard),
        work.resolve(String.format(Locale.ROOT, "shard-%05d.jsonl", shard)));
  }

  private static Path shard(Path folder, Verdict verdict, long shard) {
    Path parent = verdict == Verdict.KEPT ? folder : folder.resolve(DROPPED);
    return parent.resolve(ShardWriter.name(shard));
  }

  RecordFiles chunk(long chunk) {
    return RecordFiles.in(work, String.format(Locale.ROOT, "chunk-%06d", chunk));
  }

  /** A shard as it was before its failed records are tried again; none the first time. */
  Optional<RecordFiles> earlier(long shard) {
    RecordFiles now = shard(shard);
    Path rows = earlierRows(shard);
    return Files.exists(rows)
        ? Optional.of(new RecordFiles(now.kept(), now.dropped(), rows))
        : Optional.empty();
  }

  /** A shard of the complete build in a folder: its rows are the ledger's. */
  static RecordFiles shardOf(Path folder, long shard) {
    return new RecordFiles(
        shard(folder, Verdict.KEPT, shard),
        shard(folder, Verdict.DROPPED, shard),
        folder.resolve(Ledger.FILE));
  }

  private Path earlierRows(long shard) {
    return work.resolve(String.format(Locale.ROOT, "earlier-%05d.jsonl", shard));
  }

  /** Writes the card, then joins the rows of all shards to the ledger: that completes the build. */
  void complete(long shards, DatasetCard withoutShards) throws IOException {
    DatasetCard card = withoutShards;
    for (long shard = 0; shard < shards; shard++) {
      List<LedgerRow> rows = shard(shard).readRows();
      card = card.plus(Shard.of(shard(shard).kept(), rows), rows);
    }
    WholeFile.replace(folder.resolve(DatasetCard.FILE), card.markdown());
    WholeFile.replace(
        folder.resolve(Ledger.FILE),
        out -> {
          for (long shard = 0; shard < shards; shard++) {
            Files.copy(shard(shard).rows(), out);
          }
        });
    deleteWork();
  }

  /** What only an unfinished build needs. */
  void deleteWork() throws IOException {
    WholeFolder.delete(work);
  }

  /** Makes a complete build an unfinished one, of which only the failed records are missing. */
  void reopen(int recordsPerShard) throws IOException {
    List<LedgerRow> ledger = ledger();
    WholeFolder.replace(work, part -> writeRows(ledger, recordsPerShard, part));
    Files.delete(folder.resolve(Ledger.FILE));
  }

  private void writeRows(List<LedgerRow> ledger, int recordsPerShard, Path into)
      throws IOException {
    for (int first = 0; first < ledger.size(); first += recordsPerShard) {
      int end = Math.min(ledger.size(), first + recordsPerShard);
      List<LedgerRow> rows = ledger.subList(first, end);
      boolean failed = rows.stream().anyMatch(row -> row.verdict() == Verdict.FAILED);
      long shard = first / recordsPerShard;
      Path rowsFile = failed ? earlierRows(shard) : shard(shard).rows();
      Files.writeString(into.resolve(rowsFile.getFileName()), Ledger.text(rows));
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
