package org.text2layer.nn.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.text2layer.folder.FileSignature;
import org.text2layer.nn.weights.WeightsException;

/** Tells TorchScript archives from the other things that PyTorch writes under the same endings. */
final class TorchScriptArchive {
  private static final int MAX_SOURCE_BYTES = 4 << 20;

  private TorchScriptArchive() {}

  /**
   * Checks, by the names in the archive alone, that it was written by torch.jit.save.
   *
   * @throws WeightsException if it was not, or cannot be read
   */
  public static void require(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean program = zip.stream().anyMatch(entry -> entry.getName().contains("/code/"));
      boolean constants =
          zip.stream().anyMatch(entry -> entry.getName().endsWith("/constants.pkl"));
      if (!program || !constants) {
        throw refused(file, "holds a pickle for Python without a program", null);
      }
    } catch (IOException error) {
      String found = FileSignature.of(file).map(FileSignature::toString).orElse(error.getMessage());
      throw refused(file, "is none (" + found + ")", error);
    }
  }

  /**
   * The defaults of the switches that stand between the tensor and a named switch in the archive's
   * forward, which its source tells.
   *
   * @throws WeightsException if no forward has such a switch
   */
  static List<Boolean> switchesBefore(Path file, String name) {
    Pattern forward =
        Pattern.compile(
            "def forward\\(self: [^,]+,\\s*\\w+: Tensor,((?:\\s*\\w+: bool=(?:True|False),)*)\\s*%s: bool"
                .formatted(Pattern.quote(name)));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Matcher found = forward.matcher(source(zip, entry));
        if (found.find()) {
          return Pattern.compile("=(True|False)")
              .matcher(found.group(1))
              .results()
              .map(match -> match.group(1).equals("True"))
              .toList();
        }
      }
    } catch (IOException error) {
      throw refused(file, "is none (" + error.getMessage() + ")", error);
    }
    throw new WeightsException(
        "Expected a network in %s whose forward takes a tensor and %s but it has none: give the file that is asked for."
            .formatted(file, name));
  }

  private static String source(ZipFile zip, ZipEntry entry) throws IOException {
    if (!entry.getName().endsWith(".py")) {
      return "";
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      return new String(stream.readNBytes(MAX_SOURCE_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static WeightsException refused(Path file, String what, Throwable cause) {
    return new WeightsException(
        "Expected a TorchScript archive but %s %s: save the network in Python with torch.jit.trace(...).save(...)."
            .formatted(file, what),
        cause);
  }
}
