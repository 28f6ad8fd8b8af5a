package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.nn.weights.WeightsException;

class NativeTokenizerTest {
  @Test
  void givenACacheThatCannotBeWritten_thenTheMessageNamesItAndTheVariable(@TempDir Path folder)
      throws IOException {
    Path cache = Files.writeString(folder.resolve("file"), "in the way").resolve("cache");
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Opening.class.getName());
    child.environment().remove("ENGINE_CACHE_DIR");
    child.environment().put("DJL_CACHE_DIR", cache.toString());
    Process process = child.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String message =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(message.contains("into " + cache.resolve("tokenizers") + " and"), message);
    assertTrue(message.contains("set DJL_CACHE_DIR"), message);
    assertEquals(1, message.lines().count(), message);
  }

  /** Opens a tokenizer in a JVM of its own: a native library is looked for once in each. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) throws IOException {
      try (var tokenizer = NativeTokenizer.open(new ByteArrayInputStream(new byte[0]))) {
        System.out.println(tokenizer);
      } catch (WeightsException error) {
        System.out.println(error.getMessage());
      }
    }
  }
}
