package org.text2layer.experiment.captions;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.text2layer.folder.JsonFile;

/**
 * What a survey keeps: its settings as JSON in a comment, a header, a line a picture.
 *
 * @param settings by name
 */
record SurveyFile(SortedMap<String, String> settings, List<CaptionMeasurement> measured) {
  private static final String MARK = "# ";

  SurveyFile {
    measured = List.copyOf(measured);
  }

  String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  /** "steps 10, guidance 5". */
  String words() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  String text() {
    List<String> lines =
        new ArrayList<>(List.of(MARK + new Gson().toJson(settings), CaptionMeasurement.HEADER));
    measured.forEach(row -> lines.add(row.line()));
    return String.join("\n", lines) + "\n";
  }

  /**
   * Reads it again.
   *
   * @param name of the file, for the message
   */
  static SurveyFile parse(String name, String text) {
    List<String> lines = text.lines().toList();
    try {
      if (lines.size() < 2
          || !lines.get(0).startsWith(MARK)
          || !lines.get(1).equals(CaptionMeasurement.HEADER)) {
        throw new IOException("it is another file");
      }
      return new SurveyFile(
          JsonFile.parse(lines.get(0).substring(MARK.length()), SurveyFile::settings),
          lines.stream().skip(2).map(CaptionMeasurement::parse).toList());
    } catch (IOException | IllegalArgumentException error) {
      throw new IllegalArgumentException(
          "Expected a survey of captions with the columns %s in its second line in %s but %s: name a new file."
              .formatted(CaptionMeasurement.HEADER, name, error.getMessage()),
          error);
    }
  }

  private static SortedMap<String, String> settings(JsonObject json) {
    SortedMap<String, String> settings = new TreeMap<>();
    json.entrySet().forEach(entry -> settings.put(entry.getKey(), entry.getValue().getAsString()));
    return settings;
  }
}
