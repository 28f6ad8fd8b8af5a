package org.text2layer.nn.weights;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The fields of a published config.json. Fields that are null count as absent, as in Python's
 * libraries. Readers of values throw an exception, which {@link #read} turns into a sentence, for a
 * field that is missing or of another kind.
 */
public final class ConfigurationFields {
  /** Characters of a value in a message: some are lists of a thousand numbers. */
  private static final int LONGEST = 80;

  private final JsonObject json;

  private ConfigurationFields(JsonObject json) {
    this.json = json;
  }

  /**
   * Reads a configuration.
   *
   * @param source whose configuration it should be, for messages
   * @param only fields that the structure knows one value of; null stands for absent
   * @throws WeightsException if a field is missing, of another kind, or not that one value
   */
  public static <T> T read(
      String source, JsonObject json, JsonObject only, Function<ConfigurationFields, T> reader) {
    ConfigurationFields fields = new ConfigurationFields(json);
    try {
      fields.requireOnly(only);
      return reader.apply(fields);
    } catch (IllegalStateException
        | ClassCastException
        | UnsupportedOperationException
        | IllegalArgumentException error) {
      throw new WeightsException(
          "Expected %s but it does not fit (%s): check its config.json."
              .formatted(source, error.getMessage()),
          error);
    }
  }

  private void requireOnly(JsonObject only) {
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, JsonElement> field : only.entrySet()) {
      JsonElement found = json.get(field.getKey());
      if (found != null && !found.isJsonNull() && !found.equals(field.getValue())) {
        others.add("%s is %s, not %s".formatted(field.getKey(), shown(found), field.getValue()));
      }
    }
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", others));
    }
  }

  private static String shown(JsonElement value) {
    String text = value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Whether there is such a field. */
  public boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  /** A whole number. */
  public int integer(String name) {
    return required(name).getAsInt();
  }

  /** A whole number, or another if there is none. */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** A number. */
  public double decimal(String name) {
    return required(name).getAsDouble();
  }

  /** One of some values, by its name. */
  public <T> T oneOf(String name, Map<String, T> values) {
    String text = required(name).getAsString();
    if (!values.containsKey(text)) {
      throw new IllegalArgumentException(
          "%s is %s, not one of %s".formatted(name, text, new TreeSet<>(values.keySet())));
    }
    return values.get(text);
  }

  /** A number, or another if there is none. */
  public double decimal(String name, double otherwise) {
    return has(name) ? decimal(name) : otherwise;
  }

  /** Whether it is there and true. */
  public boolean flag(String name) {
    return has(name) && required(name).getAsBoolean();
  }

  /** A text, or another if there is none. */
  public String text(String name, String otherwise) {
    return has(name) ? required(name).getAsString() : otherwise;
  }

  /** A list of whole numbers. */
  public List<Integer> integers(String name) {
    return elements(name).stream().map(JsonElement::getAsInt).toList();
  }

  /** A list, or one number for all levels. */
  public List<Integer> integers(String name, int levels) {
    return required(name).isJsonPrimitive()
        ? Collections.nCopies(levels, integer(name))
        : integers(name);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    return elements(name).stream().map(JsonElement::getAsString).toList();
  }

  private List<JsonElement> elements(String name) {
    return required(name).getAsJsonArray().asList();
  }

  private JsonElement required(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return json.get(name);
  }

  /** A list of numbers or texts as JSON. */
  public static JsonElement array(List<?> values) {
    return new Gson().toJsonTree(values);
  }
}
