package org.text2layer.train.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The contents of a run's folder, to be compared. */
final class RunFiles {
  private RunFiles() {}

  /** Digests of all files by their names; of the log without its speeds. */
  static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        byte[] bytes =
            name.equals(TrainingLog.FILE) ? log(file).getBytes() : Files.readAllBytes(file);
        digests.put(name, digest(bytes));
      }
    }
    return digests;
  }

  private static String log(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      JsonObject row = JsonParser.parseString(line).getAsJsonObject();
      row.remove("samplesPerSecond");
      text.append(row).append('\n');
    }
    return text.toString();
  }

  private static String digest(byte[] bytes) {
    try {
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException(error);
    }
  }
}
