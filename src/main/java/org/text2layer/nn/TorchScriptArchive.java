package org.text2layer.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Tells TorchScript archives from the other things that PyTorch writes under the same endings. */
public final class TorchScriptArchive {
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
      throw refused(file, "is none (" + error.getMessage() + ")", error);
    }
  }

  private static WeightsException refused(Path file, String what, Throwable cause) {
    return new WeightsException(
        "Expected a TorchScript archive but %s %s: save the network in Python with torch.jit.trace(...).save(...)."
            .formatted(file, what),
        cause);
  }
}
