package org.text2layer.train.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.text2layer.nn.device.SoftwareVersions;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingTask;

/** What is trained, on what, how, and with which versions. */
final class RunDescription {
  private static final int FORMAT = 1;
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private RunDescription() {}

  /** All that has to stay the same for a run to go on. */
  static JsonObject of(
      TrainingTask<?> task, TrainingData<?> data, TrainingConfiguration configuration) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("task", task.name());
    json.add("description", task.description());
    JsonObject optimizers = new JsonObject();
    for (ParameterGroup group : task.groups()) {
      optimizers.add(group.name(), GSON.toJsonTree(group.optimizer()));
    }
    json.add("optimizers", optimizers);
    JsonObject samples = new JsonObject();
    samples.addProperty("description", data.description());
    samples.addProperty("size", data.size());
    json.add("data", samples);
    json.add("configuration", GSON.toJsonTree(configuration));
    // As it will be read again: numbers are compared by their text.
    return JsonParser.parseString(json.toString()).getAsJsonObject();
  }

  /** The same with versions and device, which may change from one start to the next. */
  static JsonObject provenance(
      TrainingTask<?> task, TrainingData<?> data, TrainingConfiguration configuration) {
    JsonObject json = of(task, data, configuration);
    JsonObject versions = new JsonObject();
    SoftwareVersions.all().forEach(versions::addProperty);
    json.add("versions", versions);
    json.addProperty("device", task.manager().getDevice().toString());
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    return json;
  }
}
