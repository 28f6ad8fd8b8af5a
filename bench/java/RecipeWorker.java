import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureReader;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.quality.QualityFilters;

/** This project's side of the rows about the data engine: whole builds. */
final class RecipeWorker {
  private static final int CHUNK = 8;

  private final LayerSynthesizer synthesizer = LayerSynthesizer.standard();

  /** What Python's side does too. */
  private final LayerRecipe layers = LayerRecipe.of(synthesizer, QualityFilters.of());

  /** Keeps every sample, so that the same is computed and written whatever the filters say. */
  private final LayerRecipe recipe = LayerRecipe.of(
          synthesizer,
          QualityFilters.standard().withThreshold("mask", 0).withThreshold("inpainting", 0));

  public static void main(String[] arguments) throws IOException {
    RecipeWorker worker = new RecipeWorker();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(worker.answer(JsonParser.parseString(line).getAsJsonObject()));
    }
    worker.recipe.close();
  }

  private JsonObject answer(JsonObject request) throws IOException {
    return switch (request.get("do").getAsString()) {
      case "hello" -> hello();
      case "write pictures" -> write(path(request, "folder"), request.get("count").getAsInt());
      case "outputs" -> outputs(paths(request), path(request, "path"));
      case "build" -> build(request);
      case "memory" -> memory(request);
      default -> throw new IllegalArgumentException("no request " + request);
    };
  }

  private static JsonObject hello() {
    JsonObject versions = new JsonObject();
    versions.addProperty(
        "version",
        "Java " + System.getProperty("java.version") + ", DJL " + Engine.getDjlVersion()
            + ", PyTorch " + Engine.getEngine("PyTorch").getVersion());
    return versions;
  }

  /** Flattened samples of Emoji Scenes' test split as PNG with captions beside. */
  private static JsonObject write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    JsonArray paths = new JsonArray();
    for (int i = 0; i < count; i++) {
      LayeredSample sample = EmojiScenes.test().sample(i);
      Path file = folder.resolve(String.format(Locale.ROOT, "%05d.png", i));
      PngWriter.write(sample.picture(), Map.of(), file);
      Files.writeString(folder.resolve(String.format(Locale.ROOT, "%05d.txt", i)), sample.caption());
      paths.add(file.toString());
    }
    JsonObject answer = new JsonObject();
    answer.add("paths", paths);
    return answer;
  }

  /** Masks. */
  private JsonObject outputs(List<Path> pictures, Path file) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      for (int i = 0; i < pictures.size(); i++) {
        RgbImage picture = PictureReader.standard().read(pictures.get(i));
        Mask mask = synthesizer.detect(picture).mask();
        Shape shape = new Shape(mask.height(), mask.width());
        tensors.put("mask." + i, manager.create(mask.toArray(), shape));
      }
      SafetensorsWriter.write(file, tensors, Map.of());
    }
    return new JsonObject();
  }

  private JsonObject build(JsonObject request) {
    PictureSource source = PictureSource.folder(path(request, "inputs"));
    long start = System.nanoTime();
    long kept =
        DatasetBuild.of(
                source,
                request.get("filters").getAsBoolean() ? recipe : layers,
                path(request, "folder"))
            .withOptions(options(request))
            .run()
            .kept();
    JsonObject answer = new JsonObject();
    answer.addProperty("seconds", (System.nanoTime() - start) * 1e-9);
    answer.addProperty("pictures", kept);
    return answer;
  }

  /** Resident memory along one build over the same pictures again and again. */
  private JsonObject memory(JsonObject request) throws IOException {
    List<Path> paths = paths(request);
    int every = request.get("every").getAsInt();
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < request.get("repeat").getAsInt(); i++) {
      Path file = paths.get(i % paths.size());
      records.add(
          CaptionedPicture.of(
              Integer.toString(i), "a picture", file.toString(), () -> Files.newInputStream(file)));
    }
    JsonArray samples = new JsonArray();
    samples.add(Memory.megabytes("VmRSS"));
    BuildListener listener =
        report -> {
          if (report.done() / every >= samples.size()) {
            samples.add(resident());
          }
        };
    DatasetBuild.of(PictureSource.of("repeated", records), recipe, path(request, "folder"))
        .withOptions(options(request))
        .withListener(listener)
        .run();
    JsonObject answer = new JsonObject();
    answer.add("mb", samples);
    return answer;
  }

  private static double resident() {
    try {
      return Memory.megabytes("VmRSS");
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static BuildOptions options(JsonObject request) {
    return BuildOptions.standard()
        .withWorkers(request.get("workers").getAsInt())
        .withSizes(CHUNK, CHUNK);
  }

  private static List<Path> paths(JsonObject request) {
    List<Path> paths = new ArrayList<>();
    for (JsonElement path : request.getAsJsonArray("paths")) {
      paths.add(Path.of(path.getAsString()));
    }
    return paths;
  }

  private static Path path(JsonObject request, String name) {
    return Path.of(request.get(name).getAsString());
  }
}
