package org.text2layer.data.ledger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.folder.JsonFile;

/**
 * What became of one record.
 *
 * @param record its place in the source, from 0
 * @param key the source's name for it
 * @param source where it comes from
 * @param caption what the picture shows; empty if that could not be read
 * @param verdict kept, dropped or failed
 * @param reason the filter that dropped it, or the error it failed with; empty if it was kept
 * @param score of the filter that dropped it
 * @param scores of all filters asked, sorted by name
 */
public record LedgerRow(
    long record,
    String key,
    String source,
    String caption,
    Verdict verdict,
    String reason,
    OptionalDouble score,
    Map<String, Double> scores) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Copies and sorts the scores. */
  public LedgerRow {
    scores = StoredSample.sortedScores(scores);
  }

  /** What an outcome means for a record. */
  public static LedgerRow of(long number, InputRecord record, Outcome outcome) {
    String caption = caption(record);
    Verdict verdict = Verdict.FAILED;
    String reason = "";
    OptionalDouble score = OptionalDouble.empty();
    Map<String, Double> scores = Map.of();
    if (outcome instanceof Outcome.Kept kept) {
      verdict = Verdict.KEPT;
      scores = kept.scores();
    } else if (outcome instanceof Outcome.Dropped dropped) {
      verdict = Verdict.DROPPED;
      reason = dropped.filter();
      score = OptionalDouble.of(dropped.score());
      scores = dropped.scores();
    } else if (outcome instanceof Outcome.Failed failed) {
      reason = failed.reason();
    }
    return new LedgerRow(
        number, record.key(), record.source(), caption, verdict, reason, score, scores);
  }

  private static String caption(InputRecord record) {
    if (record instanceof InputRecord.LeftOut left) {
      return left.picture().caption();
    }
    return record instanceof CaptionedPicture picture ? picture.caption() : "";
  }

  /** The name of the record's sample in the shards. */
  public String sampleId() {
    return String.format(Locale.ROOT, "%09d", record);
  }

  /**
   * What the error has in common with others of its kind, without file names and numbers: "it ends
   * too early". Empty if the record did not fail.
   */
  public String failureKind() {
    return verdict == Verdict.FAILED ? FailureKind.of(reason, source) : "";
  }

  /** One line of the ledger, without its end. */
  public String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("record", record);
    json.addProperty("key", key);
    json.addProperty("source", source);
    json.addProperty("caption", caption);
    json.addProperty("outcome", verdict.label());
    if (verdict == Verdict.DROPPED) {
      json.addProperty("filter", reason);
      json.addProperty("score", score.orElseThrow());
    } else if (verdict == Verdict.FAILED) {
      json.addProperty("error", reason);
    }
    json.add("scores", GSON.toJsonTree(scores));
    return GSON.toJson(json);
  }

  /**
   * The row of a line, as {@link #toJson} writes it.
   *
   * @throws IOException if it is none
   */
  public static LedgerRow parse(String line) throws IOException {
    try {
      return JsonFile.parse(line, LedgerRow::of);
    } catch (IOException error) {
      throw new IOException("'" + line + "' is no row of a ledger", error);
    }
  }

  private static LedgerRow of(JsonObject json) {
    Verdict verdict = Verdict.ofLabel(json.get("outcome").getAsString());
    boolean dropped = verdict == Verdict.DROPPED;
    String reason =
        switch (verdict) {
          case KEPT -> "";
          case DROPPED -> json.get("filter").getAsString();
          case FAILED -> json.get("error").getAsString();
        };
    Map<String, Double> scores = new TreeMap<>();
    for (Map.Entry<String, JsonElement> score : json.getAsJsonObject("scores").entrySet()) {
      scores.put(score.getKey(), score.getValue().getAsDouble());
    }
    return new LedgerRow(
        json.get("record").getAsLong(),
        json.get("key").getAsString(),
        json.get("source").getAsString(),
        json.get("caption").getAsString(),
        verdict,
        reason,
        dropped ? OptionalDouble.of(json.get("score").getAsDouble()) : OptionalDouble.empty(),
        scores);
  }
}
