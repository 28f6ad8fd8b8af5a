package org.text2layer.train.run;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.text2layer.folder.Difference;

/** A run's description field by field; records, which are texts there, are taken apart too. */
final class RunSettings {
  private static final Pattern RECORD = Pattern.compile("\\w+\\[(.*)]", Pattern.DOTALL);
  private static final String TASK = "description.";

  private RunSettings() {}

  /** By dotted names; those of the task have no name before them. */
  static Map<String, String> of(JsonObject description) {
    Map<String, String> settings = new LinkedHashMap<>();
    Difference.fields(description)
        .forEach(
            (name, value) -> {
              String own = name.startsWith(TASK) ? name.substring(TASK.length()) : name;
              String text = value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
              add(own, text, settings);
            });
    return settings;
  }

  private static void add(String name, String value, Map<String, String> settings) {
    Matcher whole = RECORD.matcher(value);
    List<String> parts = whole.matches() ? parts(whole.group(1)) : List.of();
    if (parts.isEmpty() || parts.stream().anyMatch(part -> part.indexOf('=') < 1)) {
      settings.put(name, value);
      return;
    }
    for (String part : parts) {
      int equals = part.indexOf('=');
      add(name + "." + part.substring(0, equals), part.substring(equals + 1), settings);
    }
  }

  /** Between the commas that are in no bracket. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0 && text.startsWith(", ", i)) {
        parts.add(text.substring(from, i));
        from = i + 2;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
