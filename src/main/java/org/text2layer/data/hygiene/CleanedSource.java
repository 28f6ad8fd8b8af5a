package org.text2layer.data.hygiene;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;

/**
 * A source in which some pictures are left out.
 *
 * @param findings why, by the key that the report gives the picture
 */
record CleanedSource(PictureSource source, Map<String, Finding> findings) implements PictureSource {
  /**
   * Why a picture is left out.
   *
   * @param filter in a word or two
   * @param score of the picture for that
   */
  record Finding(String filter, double score) {}

  CleanedSource {
    findings = Map.copyOf(findings);
  }

  @Override
  public Stream<InputRecord> records() {
    NumberedKeys keys = new NumberedKeys();
    return source.records().sequential().map(record -> cleaned(keys.next(record), record));
  }

  private InputRecord cleaned(String key, InputRecord record) {
    Finding finding = findings.get(key);
    return finding != null && record instanceof CaptionedPicture captioned
        ? new InputRecord.LeftOut(captioned, finding.filter(), finding.score())
        : record;
  }

  /** Other findings are another source, with another checksum. */
  @Override
  public String description() {
    Map<String, Long> counts =
        findings.values().stream()
            .collect(Collectors.groupingBy(Finding::filter, TreeMap::new, Collectors.counting()));
    String words =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    byte[] all = new TreeMap<>(findings).toString().getBytes(StandardCharsets.UTF_8);
    return "%s, cleaned of %s (%s), SHA-256 %s"
        .formatted(
            source.description(), findings.size(), words, PictureQuality.sha256("findings", all));
  }

  @Override
  public OptionalLong size() {
    return source.size();
  }
}
