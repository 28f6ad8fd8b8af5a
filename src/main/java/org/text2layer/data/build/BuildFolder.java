package org.text2layer.data.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.ShardWriter;

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
  private static final String FINGERPRINT = "build.json";
  private static final String WORK = "work";
  private static final String NEXT_WORK = "work.next";
  private static final String PART = ".part";

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
  static BuildFolder open(Path folder, Fingerprint fingerprint) throws IOException {
    Path file = folder.resolve(FINGERPRINT);
    Files.createDirectories(folder);
    if (Files.exists(file)) {
      String text = Files.readString(file);
      Optional<String> difference = fingerprint.differenceFrom(text);
      if (difference.isPresent()) {
        throw new DatasetException(
            "Expected %s to be made by this build but in its %s %s: choose another folder."
                .formatted(folder, FINGERPRINT, difference.get()));
      }
    } else {
      begin(folder, fingerprint);
    }
    BuildFolder opened = new BuildFolder(folder, FolderLock.take(file));
    opened.prepare();
    return opened;
  }

  private static void begin(Path folder, Fingerprint fingerprint) throws IOException {
    Path part = folder.resolve(FINGERPRINT + PART);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !file.equals(part))) {
        throw new DatasetException(
            "Expected an empty folder or one that a build began but %s has other files: choose another."
                .formatted(folder));
      }
    }
    Files.writeString(part, fingerprint.text());
    Files.move(part, folder.resolve(FINGERPRINT), StandardCopyOption.ATOMIC_MOVE);
  }

  private void prepare() throws IOException {
    deleteAll(folder.resolve(NEXT_WORK));
    if (isComplete()) {
      deleteAll(work);
    } else {
      Files.createDirectories(work);
    }
  }

  boolean isComplete() {
    return Files.exists(folder.resolve(Ledger.FILE));
  }

  List<LedgerRow> ledger() throws IOException {
    return Ledger.rows(folder.resolve(Ledger.FILE));
  }

  /** The shard of kept or of dropped samples; there is none if it would be empty. */
  Path shard(Verdict verdict, long shard) {
    Path parent = verdict == Verdict.KEPT ? folder : folder.resolve("dropped");
    return parent.resolve(ShardWriter.name(shard));
  }

  Path chunk(Verdict verdict, long chunk) {
    return work.resolve("chunk-%06d-%s.tar".formatted(chunk, verdict.label()));
  }

  /** The last file of a chunk to be written: with it the chunk is finished. */
  Path chunkRows(long chunk) {
    return work.resolve("chunk-%06d.jsonl".formatted(chunk));
  }

  /** Likewise of a shard. */
  Path shardRows(long shard) {
    return work.resolve(shardRowsName(shard));
  }

  private static String shardRowsName(long shard) {
    return "shard-%05d.jsonl".formatted(shard);
  }

  /** A shard as it was before its failed records are tried again. */
  EarlierShard earlierShard(long shard) throws IOException {
    Path file = work.resolve(earlierRowsName(shard));
    List<LedgerRow> rows = Files.exists(file) ? Ledger.rows(file) : List.of();
    return new EarlierShard(rows, shard(Verdict.KEPT, shard), shard(Verdict.DROPPED, shard));
  }

  private static String earlierRowsName(long shard) {
    return "earlier-%05d.jsonl".formatted(shard);
  }

  /** A file to be written beside and then moved to its place. */
  PartFile part(Path target) throws IOException {
    String name = folder.relativize(target).toString().replace('/', '-').replace('\\', '-');
    return PartFile.open(work.resolve(name + PART), target);
  }

  void writeRows(Path target, List<LedgerRow> rows) throws IOException {
    try (PartFile part = part(target)) {
      writeTo(part.out(), rows);
      part.commit();
    }
  }

  private static void writeTo(OutputStream out, List<LedgerRow> rows) throws IOException {
    for (LedgerRow row : rows) {
      out.write((row.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes the card, then joins the rows of all shards to the ledger: that completes the build. */
  void complete(long shards, DatasetCard withoutShards) throws IOException {
    DatasetCard card = withoutShards;
    for (long shard = 0; shard < shards; shard++) {
      card = card.plus(shard(Verdict.KEPT, shard), Ledger.rows(shardRows(shard)));
    }
    try (PartFile part = part(folder.resolve(DatasetCard.FILE))) {
      part.out().write(card.markdown().getBytes(StandardCharsets.UTF_8));
      part.commit();
    }
    try (PartFile part = part(folder.resolve(Ledger.FILE))) {
      for (long shard = 0; shard < shards; shard++) {
        Files.copy(shardRows(shard), part.out());
      }
      part.commit();
    }
    deleteAll(work);
  }

  /** Makes a complete build an unfinished one, of which only the failed records are missing. */
  void reopen(int recordsPerShard) throws IOException {
    Path next = Files.createDirectories(folder.resolve(NEXT_WORK));
    List<LedgerRow> ledger = ledger();
    for (int first = 0; first < ledger.size(); first += recordsPerShard) {
      int end = Math.min(ledger.size(), first + recordsPerShard);
      List<LedgerRow> rows = ledger.subList(first, end);
      boolean failed = rows.stream().anyMatch(row -> row.verdict() == Verdict.FAILED);
      long shard = first / recordsPerShard;
      String name = failed ? earlierRowsName(shard) : shardRowsName(shard);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(next.resolve(name)))) {
        writeTo(out, rows);
      }
    }
    Files.move(next, work, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(folder.resolve(Ledger.FILE));
  }

  private static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(BuildFolder::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
