package org.text2layer.data.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.text2layer.data.list.JsonRows;
import org.text2layer.data.list.Utf8;

/** One sample of an archive while its files come in. */
final class TarSample {
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp");

  private final Path archive;
  private final String key;
  private Optional<CaptionedPicture.Content> picture = Optional.empty();
  private String text = "";
  private String jsonCaption = "";
  private String otherEnding = "";
  private String dottedEnding = "";
  private String problem = "";
  private String jsonProblem = "";

  TarSample(Path archive, String key) {
    this.archive = archive;
    this.key = key;
  }

  String key() {
    return key;
  }

  static boolean isPicture(String ending) {
    return PICTURES.contains(ending.toLowerCase(Locale.ROOT));
  }

  static boolean isText(String ending) {
    String lower = ending.toLowerCase(Locale.ROOT);
    return lower.equals("txt") || lower.equals("json");
  }

  /** The first problem counts: the others may follow from it. */
  void addProblem(String found) {
    problem = problem.isEmpty() ? found : problem;
  }

  void addText(String ending, byte[] bytes) {
    boolean plain = ending.equalsIgnoreCase("txt");
    try {
      if (plain) {
        text = Utf8.decodeFile(bytes).strip();
      } else {
        Map<String, String> fields = JsonRows.fields(bytes);
        jsonCaption =
            PictureList.find(List.copyOf(fields.keySet()), ListOptions.standard().captionColumns())
                .map(fields::get)
                .orElse("")
                .strip();
      }
    } catch (IOException error) {
      String found = "of its " + ending + " file " + error.getMessage();
      if (plain) {
        addProblem(found);
      } else {
        jsonProblem = found;
      }
    }
  }

  void addFile(String ending, CaptionedPicture.Content content) {
    if (!isPicture(ending)) {
      otherEnding = ending;
      boolean dotted = isPicture(ending.substring(ending.lastIndexOf('.') + 1));
      dottedEnding = dotted && dottedEnding.isEmpty() ? ending : dottedEnding;
    } else if (picture.isPresent()) {
      addProblem("it has two pictures");
    } else {
      picture = Optional.of(content);
    }
  }

  InputRecord record() {
    String source = FileNames.shown(archive) + ": " + key;
    String caption = text.isEmpty() ? jsonCaption : text;
    if (key.indexOf('\ufffd') >= 0) {
      addProblem("its name is not UTF-8");
    }
    if (picture.isEmpty()) {
      addProblem(withoutPicture());
    }
    if (caption.isEmpty()) {
      addProblem(jsonProblem.isEmpty() ? "its caption is missing or empty" : jsonProblem);
    }
    if (!problem.isEmpty()) {
      return new FailedRecord(
          key,
          source,
          "Expected a PNG, JPEG or WebP picture and a caption side by side in %s but %s: make the archive again without it."
              .formatted(source, problem));
    }
    return CaptionedPicture.of(key, caption, source, picture.orElseThrow());
  }

  private String withoutPicture() {
    if (!dottedEnding.isEmpty()) {
      return "a name such as '%s.%s' has more than one dot: all such names share the key '%s', which ends at the first"
          .formatted(key, dottedEnding, key);
    }
    return otherEnding.isEmpty()
        ? "it has no picture"
        : "it has no picture but a file of type '" + otherEnding + "'";
  }
}
