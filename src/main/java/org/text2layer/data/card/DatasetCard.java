package org.text2layer.data.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.ledger.LedgerRow;

/**
 * The card of a data set: where it comes from, how it was made, what it holds and how to read it.
 * The same facts give the same text. Immutable: a shard more is another card.
 */
public final class DatasetCard {
  /** Its name in the folder of a data set. */
  public static final String FILE = "README.md";

  private final DatasetDetails details;
  private final Origin origin;
  private final Counts counts;
  private final List<Shard> shards;

  /**
   * What a build knows of itself before it begins.
   *
   * @param source of its records
   * @param recipe that made the samples; may have several lines
   * @param seed from which each record's was drawn
   * @param recordsPerChunk how many records a worker takes at once
   * @param recordsPerShard of how many records a shard has the kept ones
   */
  public record Origin(
      String source, String recipe, long seed, int recordsPerChunk, int recordsPerShard) {}

  private DatasetCard(DatasetDetails details, Origin origin, Counts counts, List<Shard> shards) {
    this.details = details;
    this.origin = origin;
    this.counts = counts;
    this.shards = List.copyOf(shards);
  }

  /** The card of a set without records. */
  public static DatasetCard of(DatasetDetails details, Origin origin) {
    return new DatasetCard(details, origin, Counts.none(), List.of());
  }

  /**
   * With the records of a shard.
   *
   * @param kept the file of those that were kept; none if none was
   * @param rows of all its records
   */
  public DatasetCard plus(Optional<Shard> kept, List<LedgerRow> rows) {
    List<Shard> all = new ArrayList<>(shards);
    kept.ifPresent(all::add);
    return new DatasetCard(details, origin, counts.plus(rows), all);
  }

  /** The text of the card: YAML between lines of three hyphens, then Markdown. */
  public String markdown() {
    return new CardText(details, origin, counts, shards).whole();
  }
}
