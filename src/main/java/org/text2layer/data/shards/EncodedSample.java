package org.text2layer.data.shards;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.folder.JsonFile;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;

/**
 * The files of one sample.
 *
 * @param id what their names begin with
 * @param files by the rest of the name: "png", those of {@link LayerFiles}, "txt", "json"
 */
public record EncodedSample(String id, Map<String, byte[]> files) {
  private static final Gson GSON = new Gson();

  /** Keeps the order of the files. */
  public EncodedSample {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** The files of a sample; pictures are rounded to 8 bits a channel. */
  public static EncodedSample of(StoredSample stored) {
    LayeredImage layers = stored.sample().layers();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("png", png(stored.sample().picture()));
    int number = layers.layers().size();
    for (int i = 0; i < number; i++) {
      files.put(LayerFiles.foreground(i, number), png(layers.layers().get(i).colour()));
    }
    files.put(LayerFiles.BACKGROUND, png(layers.backdrop()));
    for (int i = 0; i < number; i++) {
      files.put(LayerFiles.mask(i, number), png(layers.layers().get(i).mask()));
    }
    files.put("txt", stored.sample().caption().getBytes(StandardCharsets.UTF_8));
    files.put("json", GSON.toJson(json(stored)).getBytes(StandardCharsets.UTF_8));
    return new EncodedSample(stored.id(), files);
  }

  private static byte[] png(Picture picture) {
    return PngWriter.encode(picture, Map.of());
  }

  private static JsonObject json(StoredSample stored) {
    JsonObject json = new JsonObject();
    json.addProperty("key", stored.key());
    json.addProperty("source", stored.source());
    json.addProperty("caption", stored.sample().caption());
    json.addProperty("width", stored.sample().picture().width());
    json.addProperty("height", stored.sample().picture().height());
    json.add("scores", GSON.toJsonTree(stored.scores()));
    List<ImageLayer> layers = stored.sample().layers().layers();
    if (layers.size() > 1) {
      json.add("layers", GSON.toJsonTree(layers.stream().map(ImageLayer::name).toList()));
    }
    // Sorted: the order of a Map.of() differs from run to run.
    json.add("provenance", GSON.toJsonTree(new TreeMap<>(stored.sample().layers().provenance())));
    return json;
  }

  /** Adds the files to an archive. */
  void writeTo(TarWriter tar) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      tar.add(id + "." + file.getKey(), file.getValue());
    }
  }

  /**
   * The sample.
   *
   * @throws IOException if a file is missing or damaged; the message says which
   */
  public StoredSample decode() throws IOException {
    try {
      String ending = files.containsKey("jpg") ? "jpg" : "png";
      JsonObject json = JsonParser.parseString(text("json")).getAsJsonObject();
      LayeredImage layers = LayeredImage.of(picture(LayerFiles.BACKGROUND), layers(json));
      Map<String, Double> scores = new TreeMap<>();
      for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject("scores").entrySet()) {
        scores.put(entry.getKey(), entry.getValue().getAsDouble());
      }
      LayeredSample sample =
          new LayeredSample(text("txt"), picture(ending), layers.withProvenance(provenance(json)));
      return new StoredSample(
          id, json.get("key").getAsString(), json.get("source").getAsString(), sample, scores);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | NullPointerException
        | UnsupportedOperationException
        | PictureException error) {
      throw new IOException("sample " + id + " is damaged: " + error.getMessage(), error);
    }
  }

  /**
   * The same pictures with another provenance, made of theirs.
   *
   * @throws IOException if it has none that can be read
   */
  public EncodedSample withProvenance(UnaryOperator<SortedMap<String, String>> change)
      throws IOException {
    String text =
        JsonFile.parse(
            text("json"),
            json -> {
              json.add("provenance", GSON.toJsonTree(change.apply(provenance(json))));
              return GSON.toJson(json);
            });
    Map<String, byte[]> changed = new LinkedHashMap<>(files);
    changed.put("json", text.getBytes(StandardCharsets.UTF_8));
    return new EncodedSample(id, changed);
  }

  private static SortedMap<String, String> provenance(JsonObject json) {
    SortedMap<String, String> provenance = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject("provenance").entrySet()) {
      provenance.put(entry.getKey(), entry.getValue().getAsString());
    }
    return provenance;
  }

  private List<ImageLayer> layers(JsonObject json) throws IOException {
    List<String> names = new ArrayList<>();
    if (json.has("layers")) {
      json.getAsJsonArray("layers").forEach(name -> names.add(name.getAsString()));
    } else {
      names.add("foreground");
    }
    if (names.size() > StoredSample.MOST_LAYERS) {
      throw new IOException("sample %s has %s layers".formatted(id, names.size()));
    }
    List<ImageLayer> layers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      RgbImage colour = picture(LayerFiles.foreground(i, names.size()));
      layers.add(new ImageLayer(names.get(i), colour, mask(LayerFiles.mask(i, names.size()))));
    }
    return layers;
  }

  private RgbImage picture(String ending) throws IOException {
    return PictureReader.standard().read(new ByteArrayInputStream(file(ending)), id + "." + ending);
  }

  private Mask mask(String ending) throws IOException {
    ByteArrayInputStream stream = new ByteArrayInputStream(file(ending));
    return PictureReader.standard().readMask(stream, id + "." + ending);
  }

  private String text(String ending) throws IOException {
    return new String(file(ending), StandardCharsets.UTF_8);
  }

  private byte[] file(String ending) throws IOException {
    if (!files.containsKey(ending)) {
      throw new IOException("sample " + id + " has no ." + ending);
    }
    return files.get(ending);
  }
}
