package org.text2layer.spark.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.text2layer.data.build.RecordFiles;

/**
 * What says that a part of the records is there whole: a manifest, written after their files. An
 * attempt gives its files names of their own, so that none disturbs another's; who commits last has
 * the manifest, and either is right.
 *
 * @param files what the names of its files begin with
 * @param checksum that they have together
 * @param counts of the records
 */
public record PartCommit(String files, String checksum, RecordCounts counts) {
  /** The folder of what only an unfinished build needs. */
  public static final String WORK = "work";

  private static final String KEPT = "-kept.tar";
  private static final String DROPPED = "-dropped.tar";
  private static final String ROWS = ".jsonl";

  private static String manifest(RecordRanges.Range part) {
    return "%s/%s.json".formatted(WORK, part.name());
  }

  public static Optional<PartCommit> find(OutputFolder output, RecordRanges.Range part)
      throws IOException {
    return output.value(manifest(part), PartCommit.class);
  }

  /** Brings the files of an attempt to the output, and says that they are there. */
  public static void write(
      OutputFolder output, RecordRanges.Range part, RecordFiles made, RecordCounts counts)
      throws IOException {
    String files = "%s/%s-%s".formatted(WORK, part.name(), UUID.randomUUID());
    upload(output, made.kept(), files + KEPT);
    upload(output, made.dropped(), files + DROPPED);
    upload(output, made.rows(), files + ROWS);
    output.writeValue(manifest(part), new PartCommit(files, made.checksum(), counts));
  }

  private static void upload(OutputFolder output, Path local, String name) throws IOException {
    if (Files.exists(local)) {
      output.upload(local, name);
    }
  }

  /**
   * The files in a local folder.
   *
   * @throws org.text2layer.data.DatasetException if they are not as they were
   */
  public RecordFiles download(OutputFolder output, Path folder) throws IOException {
    RecordFiles here = RecordFiles.in(folder, Path.of(files).getFileName().toString());
    output.downloadIfThere(files + KEPT, here.kept());
    output.downloadIfThere(files + DROPPED, here.dropped());
    output.downloadIfThere(files + ROWS, here.rows());
    return here.adopted(checksum);
  }

  /** The manifest first: without it the files count no more. */
  public void delete(OutputFolder output, RecordRanges.Range part) throws IOException {
    output.delete(manifest(part));
    output.delete(files + KEPT);
    output.delete(files + DROPPED);
    output.delete(files + ROWS);
  }
}
