package org.text2layer.model.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.text2layer.nn.weights.WeightsException;

/**
 * What a user says the files of a folder are: its SHA256SUMS, as the program sha256sum writes and
 * checks it.
 *
 * @param sums SHA-256 in hexadecimal, by the file's name under the folder
 */
record ChecksumFile(Map<String, String> sums) {
  static final String NAME = "SHA256SUMS";

  private static final long MAX_BYTES = 1 << 20;
  private static final Pattern LINE = Pattern.compile("(\\p{XDigit}{64}) [ *](?:\\./)?(.+)");

  /** Of a folder; empty if it has none. */
  static ChecksumFile of(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return new ChecksumFile(Map.of());
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than 1 MB");
      }
      return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException error) {
      throw new WeightsException(
          "Expected sums of files in %s but it cannot be read (%s): write it with sha256sum."
              .formatted(file, error.getMessage()),
          error);
    }
  }

  private static ChecksumFile parse(Path file, List<String> lines) {
    Map<String, String> sums = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      if (!line.matches() || !ModelRepository.isInside(line.group(2))) {
        throw new WeightsException(
            "Expected a SHA-256 and a file's path under the folder a line in %s but line %s is something else: write it with sha256sum."
                .formatted(file, i + 1));
      }
      sums.put(line.group(2), line.group(1).toLowerCase(Locale.ROOT));
    }
    return new ChecksumFile(sums);
  }
}
