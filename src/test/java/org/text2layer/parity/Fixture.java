package org.text2layer.parity;

import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.Tensors;

/** Numbers made by a reference library: inputs, weights under "model.", expected outputs. */
public final class Fixture {
  private final JsonObject json;
  private final Safetensors tensors;

  private Fixture(JsonObject json, Safetensors tensors) {
    this.json = json;
    this.tensors = tensors;
  }

  public static Fixture load(String name) {
    String file = name + ".safetensors";
    return new Fixture(numbers(name), Safetensors.read(resource(file), file));
  }

  /** A fixture of a few numbers, which has no tensors. */
  public static JsonObject numbers(String name) {
    try (InputStream text = resource(name + ".json")) {
      return JsonParser.parseString(new String(text.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** A fixture that is a folder. */
  public static Path folder(String name) {
    try {
      return Path.of(Fixture.class.getResource(name).toURI());
    } catch (URISyntaxException error) {
      throw new IllegalArgumentException(error);
    }
  }

  private static InputStream resource(String file) {
    InputStream stream = Fixture.class.getResourceAsStream(file);
    if (stream == null) {
      throw new IllegalArgumentException("no fixture file " + file);
    }
    return stream;
  }

  public JsonObject json() {
    return json;
  }

  /** The file with the weights under "model.". */
  public Safetensors tensors() {
    return tensors;
  }

  /** The weights by the network's names. */
  public Tensors weights() {
    return TensorNames.under("model").in(tensors);
  }

  public Set<String> names() {
    return tensors.names();
  }

  public float[] floats(String name) {
    return tensors.floats(name);
  }

  public long[] shape(String name) {
    return tensors.shape(name).getShape();
  }

  /** Fails unless max|a - b| is within the absolute or the relative tolerance of the fixture. */
  public void check(String name, float[] actual) {
    float[] expected = floats(name);
    if (actual.length != expected.length) {
      fail(name + ": expected " + expected.length + " values but came " + actual.length);
    }
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = Math.abs((double) actual[i] - expected[i]);
      difference = d <= difference ? difference : d; // a NaN stays
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    JsonObject tolerance = toleranceOf(name);
    double abs = tolerance.get("abs").getAsDouble();
    double rel = tolerance.get("rel").getAsDouble() * largest;
    if (!(difference <= abs || difference <= rel)) {
      fail(
          String.format(
              Locale.ROOT,
              "%s: max|a - b| = %.3g is above abs %.3g and rel %.3g",
              name,
              difference,
              abs,
              rel));
    }
  }

  /** The same for one of the fixture's numbers; the prefix finds its tolerance. */
  public void checkNumber(JsonObject values, String prefix, String name, double actual) {
    double expected = values.get(name).getAsDouble();
    JsonObject tolerance = toleranceOf(prefix + name);
    double difference = Math.abs(actual - expected);
    if (!(difference <= tolerance.get("abs").getAsDouble()
        || difference <= tolerance.get("rel").getAsDouble() * Math.abs(expected))) {
      fail(prefix + name + ": expected " + expected + " but came " + actual);
    }
  }

  private JsonObject toleranceOf(String name) {
    JsonObject tolerances = json.getAsJsonObject("tolerance");
    String best = "*";
    for (var entry : tolerances.entrySet()) {
      JsonElement value = entry.getValue();
      boolean longer = best.equals("*") || entry.getKey().length() > best.length();
      if (value.isJsonObject() && name.startsWith(entry.getKey()) && longer) {
        best = entry.getKey();
      }
    }
    return tolerances.getAsJsonObject(best);
  }
}
