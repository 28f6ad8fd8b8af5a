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
import org.text2layer.data.tar.TarEntry;

/** One sample of an archive while its files come in. */
final class TarSample {
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp");

  private final Path archive;
  private final String key;
  private Optional<TarEntry> picture = Optional.empty();
  private String text = "";
  private String jsonCaption = "";
  private String otherEnding = "";
  private String problem = "";

  TarSample(Path archive, String key) {
    this.archive = archive;
    this.key = key;
  }

  String key() {
    return key;
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
    try {
      if (ending.equalsIgnoreCase("txt")) {
        text = Utf8.decode(bytes).strip();
      } else {
        Map<String, String> fields = JsonRows.fields(bytes);
        jsonCaption =
            PictureList.find(List.copyOf(fields.keySet()), ListOptions.standard().captionColumns())
                .map(fields::get)
                .orElse("")
                .strip();
      }
    } catch (IOException error) {
      addProblem("of its " + ending + " file " + error.getMessage());
    }
  }

  void addFile(String ending, TarEntry entry) {
    if (!PICTURES.contains(ending.toLowerCase(Locale.ROOT))) {
      otherEnding = ending;
    } else if (picture.isPresent()) {
      addProblem("it has two pictures");
    } else {
      picture = Optional.of(entry);
    }
  }

  InputRecord record() {
    String source = FileNames.shown(archive) + ": " + key;
    String caption = text.isEmpty() ? jsonCaption : text;
    if (key.indexOf('\ufffd') >= 0) {
      addProblem("its name is not UTF-8");
    }
    if (picture.isEmpty()) {
      addProblem(
          otherEnding.isEmpty()
              ? "it has no picture"
              : "it has no picture but a file of type '" + otherEnding + "'");
    }
    if (caption.isEmpty()) {
      addProblem("its caption is missing or empty");
    }
    if (!problem.isEmpty()) {
      return new FailedRecord(
          key,
          source,
          "Expected a PNG, JPEG or WebP picture and a caption side by side in %s but %s: make the archive again without it."
              .formatted(source, problem));
    }
    TarEntry entry = picture.orElseThrow();
    return CaptionedPicture.of(key, caption, source, () -> entry.open(archive));
  }
}
