package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.text2layer.synth.quality.defect.Defect;

/** Human labels as lines of CSV. Keys with commas or quotes are quoted (RFC 4180). */
final class LabelTable {
  private static final String HEADER = "key,label,kind";
  private static final String GOOD = "good";
  private static final String BAD = "bad";

  /** No field but the key needs quotes. Possessive, so that no line takes long. */
  private static final Pattern ROW =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^\",]*+)),([^\",]*+),([^\",]*+)");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private LabelTable() {}

  static List<HumanLabels.Label> parse(List<String> lines, List<Defect> known, String file) {
    String first = lines.isEmpty() ? "nothing" : lines.get(0).replace(BYTE_ORDER_MARK, "").strip();
    if (!first.equals(HEADER)) {
      throw new IllegalArgumentException(
          "Expected the columns %s in %s but its first line is '%s': name them so."
              .formatted(HEADER, file, shortened(first)));
    }
    List<HumanLabels.Label> labels = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      if (!lines.get(line).isBlank()) {
        labels.addAll(row(lines.get(line), known, line + 1, file));
      }
    }
    return labels;
  }

  private static List<HumanLabels.Label> row(
      String line, List<Defect> known, int number, String file) {
    Matcher row = ROW.matcher(line);
    try {
      if (row.matches()) {
        String quoted = row.group(1);
        String key = quoted == null ? row.group(2) : quoted.replace("\"\"", "\"");
        return labels(key, row.group(3).strip(), row.group(4).strip(), known);
      }
    } catch (IllegalArgumentException error) {
      throw refused(line, known, number, file, error);
    }
    throw refused(line, known, number, file, null);
  }

  private static IllegalArgumentException refused(
      String line, List<Defect> known, int number, String file, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "Expected a key, 'good' or 'bad', and a defect (one of %s) or filter in line %s of %s but it is '%s': correct the line."
            .formatted(
                String.join(", ", known.stream().map(Defect::label).toList()),
                number,
                file,
                shortened(line)),
        cause);
  }

  private static List<HumanLabels.Label> labels(
      String key, String label, String kind, List<Defect> known) {
    List<HumanLabels.Label> labels = new ArrayList<>();
    for (String filter : Defect.filters(known)) {
      if (label.equals(GOOD) && (kind.isEmpty() || kind.equals(filter))) {
        labels.add(HumanLabels.Label.good(key, filter));
      }
    }
    for (Defect defect : known) {
      if (label.equals(BAD) && kind.equals(defect.label())) {
        labels.add(HumanLabels.Label.bad(key, defect));
      }
    }
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("no such label");
    }
    return labels;
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  static String text(Collection<HumanLabels.Label> labels) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (HumanLabels.Label label : labels) {
      Optional<Defect> defect = label.defect();
      text.append(field(label.key())).append(',').append(defect.isPresent() ? BAD : GOOD);
      text.append(',').append(defect.map(Defect::label).orElse(label.filter()));
      text.append('\n');
    }
    return text.toString();
  }

  private static String field(String key) {
    boolean plain = key.indexOf(',') < 0 && key.indexOf('"') < 0;
    return plain ? key : '"' + key.replace("\"", "\"\"") + '"';
  }
}
