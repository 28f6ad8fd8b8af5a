import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.SafetensorsWriter;

/** Answers one JSON object a line with one JSON object a line, until its input ends. */
final class Worker {
  private final Models models;

  private Worker(Precision precision) {
    models = new Models(precision);
  }

  /** The argument is a precision; without one, 32 bits. */
  public static void main(String[] arguments) throws IOException {
    Worker worker =
        new Worker(arguments.length == 0 ? Precision.FLOAT32 : Precision.valueOf(arguments[0]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(worker.answer(JsonParser.parseString(line).getAsJsonObject()));
    }
    worker.models.close();
  }

  private JsonObject answer(JsonObject request) throws IOException {
    return switch (request.get("do").getAsString()) {
      case "hello" -> hello();
      case "write inputs" -> done(() -> models.writeInputs(path(request)));
      case "read inputs" -> done(() -> models.readInputs(path(request)));
      case "write metric inputs" -> writeMetricInputs(request);
      case "read metric inputs" -> done(() -> models.readMetricInputs(path(request)));
      case "outputs" -> done(() -> outputs(request.get("row").getAsString(), path(request)));
      case "time" -> time(request.get("row").getAsString(), request.get("repeat").getAsInt());
      case "save" -> done(() -> models.text2Layer().save(path(request)));
      case "memory of steps" -> memory(request, () -> step("unet2"));
      case "memory of training" -> memory(request, () -> step("train2"));
      case "memory of pictures" -> memory(request, () -> models.generate(2, Models.SEED));
      case "stable diffusion" -> Memory.stableDiffusion();
      default -> throw new IllegalArgumentException("no request " + request);
    };
  }

  private static JsonObject writeMetricInputs(JsonObject request) throws IOException {
    Metrics.write(path(request), request.get("pictures").getAsInt());
    return new JsonObject();
  }

  private static JsonObject hello() {
    JsonObject versions = new JsonObject();
    versions.addProperty(
        "version",
        "Java " + System.getProperty("java.version") + ", DJL " + Engine.getDjlVersion()
            + ", PyTorch " + Engine.getEngine("PyTorch").getVersion());
    return versions;
  }

  private JsonObject time(String row, int repeat) {
    JsonObject answer = new JsonObject();
    answer.add(
        "seconds",
        row.equals("autoencoder")
            ? models.autoencoderStep().seconds(repeat)
            : seconds(row, repeat));
    return answer;
  }

  private JsonArray seconds(String row, int repeat) {
    JsonArray seconds = new JsonArray();
    for (int i = 0; i < repeat; i++) {
      long start = System.nanoTime();
      try (NDManager scope = models.newScope()) {
        models.run(row, scope);
      }
      seconds.add((System.nanoTime() - start) * 1e-9);
    }
    return seconds;
  }

  private void outputs(String row, Path file) {
    try (NDManager scope = models.newScope()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>(models.run(row, scope));
      SafetensorsWriter.write(file, tensors, Map.of());
    }
  }

  private void step(String row) {
    try (NDManager scope = models.newScope()) {
      models.run(row, scope);
    }
  }

  private static JsonObject memory(JsonObject request, Runnable work) throws IOException {
    JsonObject answer = new JsonObject();
    int repetitions = request.get("repeat").getAsInt();
    answer.add("mb", Memory.resident(repetitions, request.get("every").getAsInt(), work));
    return answer;
  }

  private static Path path(JsonObject request) {
    return Path.of(request.get("path").getAsString());
  }

  private static JsonObject done(Runnable work) {
    work.run();
    return new JsonObject();
  }
}
