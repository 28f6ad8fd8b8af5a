package org.text2layer.folder;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two descriptions, for a message: field by field, of long texts only where
 * they do. A text of several lines is an object of them, each "name: value".
 */
public final class Difference {
  private static final int MOST_FIELDS = 4;

  /** Characters of a value that are shown, and of those what both have in common on either side. */
  private static final int LONGEST = 80;

  private static final int AROUND = 20;
  private static final String MISSING = "missing";

  private Difference() {}

  /**
   * Compares what was found with what is wanted: "its seed is 1 and not 2, its data.size is missing
   * and not 4".
   *
   * @return empty if they are equal
   */
  public static Optional<String> between(JsonElement found, JsonElement wanted) {
    Map<String, String> ones = fields(found);
    Map<String, String> others = fields(wanted);
    Set<String> names = new LinkedHashSet<>(others.keySet());
    names.addAll(ones.keySet());
    names.removeIf(name -> Objects.equals(ones.get(name), others.get(name)));
    String more = ", and %s more".formatted(names.size() - MOST_FIELDS);
    return names.stream()
        .limit(MOST_FIELDS)
        .map(
            name ->
                field(name, ones.getOrDefault(name, MISSING), others.getOrDefault(name, MISSING)))
        .reduce((earlier, next) -> earlier + ", " + next)
        .map(all -> names.size() > MOST_FIELDS ? all + more : all);
  }

  private static String field(String name, String one, String other) {
    return "%s is %s and not %s"
        .formatted(name.isEmpty() ? "it" : "its " + name, shown(one, other), shown(other, one))
        .replaceAll("\\p{Cntrl}", " ");
  }

  /** A description's values by their dotted names, texts in quotes: "data.size" and "4". */
  public static Map<String, String> fields(JsonElement description) {
    Map<String, String> fields = new LinkedHashMap<>();
    addFields("", description, fields);
    return fields;
  }

  private static void addFields(String name, JsonElement element, Map<String, String> fields) {
    boolean isText = element instanceof JsonPrimitive primitive && primitive.isString();
    String prefix = name.isEmpty() ? "" : name + ".";
    if (element.isJsonObject() && element.getAsJsonObject().size() > 0) {
      element
          .getAsJsonObject()
          .asMap()
          .forEach((field, value) -> addFields(prefix + field, value, fields));
    } else if (isText && element.getAsString().contains("\n")) {
      for (String line : element.getAsString().split("\n")) {
        String[] parts = line.split(": ", 2);
        addFields(prefix + parts[0], new JsonPrimitive(parts[parts.length - 1]), fields);
      }
    } else {
      String text = isText ? "'" + element.getAsString() + "'" : element.toString();
      fields.merge(name, text, (earlier, same) -> earlier + ", " + same);
    }
  }

  /** A long text without what both begin and end with, but for a few characters. */
  private static String shown(String text, String other) {
    int shorter = Math.min(text.length(), other.length());
    if (Math.max(text.length(), other.length()) <= LONGEST) {
      return text;
    }
    int begin = 0;
    while (begin < shorter && text.charAt(begin) == other.charAt(begin)) {
      begin++;
    }
    int end = 0;
    while (end < shorter - begin
        && text.charAt(text.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    int from = Math.max(0, begin - AROUND);
    int to = Math.min(Math.min(text.length(), text.length() - end + AROUND), from + LONGEST);
    return (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "");
  }
}
