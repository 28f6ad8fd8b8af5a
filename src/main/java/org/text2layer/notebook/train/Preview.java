package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbImage;
import org.text2layer.train.run.RecordedRun;

/**
 * The pictures of one previewed step, read when they are shown.
 *
 * @param step how many steps were done
 * @param files by subject and kind
 */
record Preview(long step, Map<String, Map<String, Path>> files) {
  private static final PictureReader READER = PictureReader.standard();

  static Preview of(RecordedRun run, long step) {
    Map<String, Map<String, Path>> files = new LinkedHashMap<>();
    run.preview(step)
        .forEach(
            (name, file) -> {
              PreviewName parts = PreviewName.of(name);
              files
                  .computeIfAbsent(parts.subject(), key -> new TreeMap<>(PreviewName.ORDER))
                  .put(parts.kind(), file);
            });
    return new Preview(step, files);
  }

  /** What there are pictures of, in the order of names. */
  List<String> subjects() {
    return new ArrayList<>(files.keySet());
  }

  /** All kinds, in the order of the page. */
  List<String> kinds() {
    return files.values().stream()
        .flatMap(kinds -> kinds.keySet().stream())
        .distinct()
        .sorted(PreviewName.ORDER)
        .toList();
  }

  /** A picture; empty where there is none that can be read. */
  Optional<RgbImage> picture(String subject, String kind) {
    Path file = files.getOrDefault(subject, Map.of()).get(kind);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(READER.read(file));
    } catch (PictureException gone) { // or of a newer run in the same folder
      return Optional.empty();
    }
  }
}
