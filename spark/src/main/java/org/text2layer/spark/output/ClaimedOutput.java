package org.text2layer.spark.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildDescription;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;

/**
 * A folder that belongs to one build: from the description that comes first to the ledger that
 * comes last.
 *
 * @param output the folder
 * @param description of the build
 */
public record ClaimedOutput(OutputFolder output, BuildDescription description) {
  /**
   * Takes a folder that is new, empty, or of this build.
   *
   * @throws DatasetException if it is another's
   */
  public static ClaimedOutput of(OutputFolder output, BuildDescription description)
      throws IOException {
    Optional<String> text = output.text(BuildDescription.FILE);
    if (text.isEmpty()) {
      if (!output.isEmpty()) {
        throw new DatasetException(
            "Expected a new or empty folder, or one with a %s, but %s has other files: choose another."
                .formatted(BuildDescription.FILE, output.path("")));
      }
      output.writeText(BuildDescription.FILE, description.text());
    } else {
      Optional<String> difference = description.difference(text.get());
      if (difference.isPresent()) {
        throw new DatasetException(
            "Expected in %s what is to be made now but %s: choose another folder, or go on as it began."
                .formatted(output.path(BuildDescription.FILE), difference.get()));
      }
    }
    return new ClaimedOutput(output, description);
  }

  /** What became of the records, if all is there. */
  public Optional<RecordCounts> complete() throws IOException {
    if (!output.exists(Ledger.FILE)) {
      return Optional.empty();
    }
    output.delete(PartCommit.WORK);
    RecordCounts all = RecordCounts.none();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(output.open(Ledger.FILE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all = all.plus(RecordCounts.of(List.of(LedgerRow.parse(line)), 0, 0));
      }
    }
    return Optional.of(all);
  }

  /**
   * Card and ledger of committed shards; the ledger has its name last: with it, all is there.
   *
   * @return what became of the records
   */
  public RecordCounts finish(long shards, DatasetDetails details) throws IOException {
    DatasetCard card = description.card(details);
    RecordCounts all = RecordCounts.none();
    try (WholeOutput ledger = output.begin(Ledger.FILE)) {
      for (long shard = 0; shard < shards; shard++) {
        String text = output.text(ShardCommit.rows(shard)).orElseThrow();
        List<LedgerRow> rows = new ShardRows(shard, text.lines().toList()).rows();
        ShardCommit commit = ShardCommit.find(output, shard).orElseThrow();
        card = card.plus(commit.file(), rows);
        all = all.plus(commit.counts());
        ledger.out().write(text.getBytes(StandardCharsets.UTF_8));
      }
      output.writeText(DatasetCard.FILE, card.markdown());
      ledger.commit();
    }
    output.delete(PartCommit.WORK);
    return all;
  }
}
