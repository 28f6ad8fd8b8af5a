package org.text2layer.data.ledger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.shards.StoredSample;

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
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      return read(json);
    } catch (IOException | IllegalStateException | IllegalArgumentException error) {
      throw new IOException("'" + line + "' is no row of a ledger", error);
    }
  }

  /** Field by field, since a ledger may have millions of rows. */
  private static LedgerRow read(JsonReader json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    OptionalDouble score = OptionalDouble.empty();
    Map<String, Double> scores = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "score" -> score = OptionalDouble.of(json.nextDouble());
        case "scores" -> {
          json.beginObject();
          while (json.hasNext()) {
            scores.put(json.nextName(), json.nextDouble());
          }
          json.endObject();
        }
        default -> texts.put(name, json.nextString());
      }
    }
    json.endObject();
    Verdict verdict = Verdict.ofLabel(text(texts, "outcome"));
    boolean dropped = verdict == Verdict.DROPPED;
    if (dropped && score.isEmpty()) {
      throw new IllegalArgumentException("a dropped record has no score");
    }
    return new LedgerRow(
        Long.parseLong(text(texts, "record")),
        text(texts, "key"),
        text(texts, "source"),
        text(texts, "caption"),
        verdict,
        switch (verdict) {
          case KEPT -> "";
          case DROPPED -> text(texts, "filter");
          case FAILED -> text(texts, "error");
        },
        dropped ? score : OptionalDouble.empty(),
        scores);
  }

  private static String text(Map<String, String> texts, String name) {
    if (!texts.containsKey(name)) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return texts.get(name);
  }
}
