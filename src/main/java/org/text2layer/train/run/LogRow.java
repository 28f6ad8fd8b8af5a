package org.text2layer.train.run;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.train.LossTerms;

/**
 * One step in the log.
 *
 * @param step how many steps are done with this one, 1 to steps
 * @param terms of the loss, averaged over the step's batches
 * @param heldOut terms on held-out samples after this step; none where it was not evaluated
 * @param learningRates of the groups that learned in this step
 * @param gradientNorms of the same groups, before clipping
 * @param samplesPerSecond of this step, with all that belongs to it
 */
public record LogRow(
    long step,
    LossTerms terms,
    LossTerms heldOut,
    Map<String, Double> learningRates,
    Map<String, Double> gradientNorms,
    double samplesPerSecond) {
  /** Keeps the order of the groups. */
  public LogRow {
    learningRates = Collections.unmodifiableMap(new LinkedHashMap<>(learningRates));
    gradientNorms = Collections.unmodifiableMap(new LinkedHashMap<>(gradientNorms));
  }

  /** One line of the log. Infinite terms and such that are no number are written as they are. */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("step", step);
    json.add("loss", object(terms.values()));
    if (!heldOut.values().isEmpty()) {
      json.add("heldOut", object(heldOut.values()));
    }
    json.add("learningRate", object(learningRates));
    json.add("gradientNorm", object(gradientNorms));
    json.addProperty("samplesPerSecond", samplesPerSecond);
    return json;
  }

  static LogRow fromJson(JsonObject json) {
    return new LogRow(
        json.get("step").getAsLong(),
        new LossTerms(numbers(json.getAsJsonObject("loss"))),
        new LossTerms(json.has("heldOut") ? numbers(json.getAsJsonObject("heldOut")) : Map.of()),
        numbers(json.getAsJsonObject("learningRate")),
        numbers(json.getAsJsonObject("gradientNorm")),
        json.get("samplesPerSecond").getAsDouble());
  }

  private static JsonObject object(Map<String, Double> numbers) {
    JsonObject object = new JsonObject();
    numbers.forEach(object::addProperty);
    return object;
  }

  private static Map<String, Double> numbers(JsonObject object) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    object.entrySet().forEach(entry -> numbers.put(entry.getKey(), entry.getValue().getAsDouble()));
    return numbers;
  }
}
