package org.text2layer.image.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.folder.JsonFile;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;

/**
 * The table of contents of a layer archive.
 *
 * @param layers from bottom to top
 */
record Manifest(
    int width,
    int height,
    String composed,
    String backdrop,
    List<LayerFiles> layers,
    Map<String, String> provenance) {
  static final String FILE = "manifest.json";
  static final int VERSION = 1;
  static final int MAX_LAYERS = 1_000;

  private static final String FORMAT = "text2layer-layers";

  /**
   * One layer.
   *
   * @param cutOut the file with its colours and its mask as alpha
   * @param mask the file with its mask as grey levels
   */
  record LayerFiles(String name, String cutOut, String mask) {}

  /**
   * The files that an image needs.
   *
   * @throws IllegalArgumentException if it has too many layers, or one whose name is not Unicode
   */
  static Manifest of(LayeredImage image) {
    if (image.layers().size() > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "Expected at most %s layers for an archive but got %s: compose some of them first."
              .formatted(MAX_LAYERS, image.layers().size()));
    }
    List<LayerFiles> layers = new ArrayList<>();
    for (ImageLayer layer : image.layers()) {
      int number = layers.size() + 1;
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(layer.name())) {
        throw new IllegalArgumentException(
            "Expected Unicode in the name of layer %s but it has half a surrogate pair: rename it."
                .formatted(number));
      }
      layers.add(
          new LayerFiles(layer.name(), "layer-" + number + ".png", "mask-" + number + ".png"));
    }
    return new Manifest(
        image.width(), image.height(), "composed.png", "backdrop.png", layers, image.provenance());
  }

  /** All pictures that belong to the archive. */
  List<String> files() {
    List<String> files = new ArrayList<>(List.of(composed, backdrop));
    for (LayerFiles layer : layers) {
      files.add(layer.cutOut());
      files.add(layer.mask());
    }
    return files;
  }

  String toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("version", VERSION);
    json.addProperty("width", width);
    json.addProperty("height", height);
    json.addProperty("composed", composed);
    json.addProperty("backdrop", backdrop);
    JsonArray array = new JsonArray();
    for (LayerFiles layer : layers) {
      JsonObject entry = new JsonObject();
      entry.addProperty("name", layer.name());
      entry.addProperty("cutOut", layer.cutOut());
      entry.addProperty("mask", layer.mask());
      array.add(entry);
    }
    json.add("layers", array);
    JsonObject texts = new JsonObject();
    provenance.forEach(texts::addProperty);
    json.add("provenance", texts);
    return JsonFile.text(json);
  }

  /**
   * Reads a manifest that nobody vouches for.
   *
   * @throws IllegalArgumentException that says what is wrong with it, to follow "but"
   */
  static Manifest parse(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      return read(JsonParser.parseReader(reader).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | ArithmeticException
        | NumberFormatException
        | IOException error) {
      throw new IllegalArgumentException("its manifest is not JSON of the known form", error);
    }
  }

  private static Manifest read(JsonObject json) {
    if (!json.has("format") || !FORMAT.equals(text(json, "format"))) {
      throw new IllegalArgumentException("its manifest is not of the format " + FORMAT);
    }
    int version = number(json, "version");
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it has version %s of the format and only version %s is known"
              .formatted(version, VERSION));
    }
    List<LayerFiles> layers = new ArrayList<>();
    for (JsonElement element : member(json, "layers").getAsJsonArray()) {
      JsonObject layer = element.getAsJsonObject();
      if (text(layer, "name").isBlank()) {
        throw new IllegalArgumentException(
            "layer " + (layers.size() + 1) + " of its manifest has no name");
      }
      layers.add(new LayerFiles(text(layer, "name"), text(layer, "cutOut"), text(layer, "mask")));
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    JsonObject texts = member(json, "provenance").getAsJsonObject();
    texts.keySet().forEach(key -> provenance.put(key, text(texts, key)));
    return new Manifest(
        number(json, "width"),
        number(json, "height"),
        text(json, "composed"),
        text(json, "backdrop"),
        layers,
        provenance);
  }

  private static JsonElement member(JsonObject json, String name) {
    if (!json.has(name)) {
      throw new IllegalArgumentException("its manifest lacks '" + name + "'");
    }
    return json.get(name);
  }

  private static String text(JsonObject json, String name) {
    return member(json, name).getAsJsonPrimitive().getAsString();
  }

  private static int number(JsonObject json, String name) {
    return member(json, name).getAsJsonPrimitive().getAsBigDecimal().intValueExact();
  }
}
