package org.text2layer.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file is instead of what its name promises, told by its first bytes: what downloads and
 * clones leave when they fail, and what has to be unpacked first. For readers that have found that
 * a file is not theirs; others may hold JSON, XML or ZIP rightly.
 *
 * @param found as "it is a web page"
 * @param advice as an imperative without a full stop
 */
public record FileSignature(String found, String advice) {
  /** As many of a file's first bytes as {@link #of} looks at. */
  public static final int BYTES = 512;

  private static final String AGAIN = "fetch it again";
  private static final String UNPACK = "unpack it, or save it in the right format";

  private static final List<String> WEB_PAGES =
      List.of("<!doctype html", "<html", "<head", "<body", "<script");

  /** Git LFS's name when it was young is read by its client to this day. */
  private static final List<String> POINTERS =
      List.of(
          "version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/");

  private static final Map<String, String> PACKED =
      Map.of(
          "gzip", "\u001f\u008b",
          "bzip2", "BZh91AY&SY",
          "xz", "\u00fd7zXZ\0",
          "Zstandard", "(\u00b5/\u00fd",
          "ZIP, as PyTorch's pickles are", "PK\3\4");

  /**
   * What a file with this beginning is; empty if it is none of the known mistakes.
   *
   * @param start its first {@link #BYTES}, or all if it has fewer
   */
  public static Optional<FileSignature> of(byte[] start) {
    String text = new String(start, 0, Math.min(BYTES, start.length), StandardCharsets.ISO_8859_1);
    String begin = text.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
    if (startsWithAny(begin, WEB_PAGES) || begin.startsWith("<") && hasAny(begin, WEB_PAGES)) {
      return Optional.of(new FileSignature("it is a web page", AGAIN));
    }
    boolean drawing = begin.contains("<svg");
    if (!drawing && (begin.startsWith("<?xml") || begin.startsWith("<error"))) {
      return Optional.of(new FileSignature("it is XML, as servers refuse with", AGAIN));
    }
    if (startsWithAny(begin, POINTERS)) {
      return Optional.of(new FileSignature("it is a Git LFS pointer", "run git lfs pull"));
    }
    if (begin.startsWith("/annex/objects/")) {
      return Optional.of(new FileSignature("it is a git-annex pointer", "run git annex get"));
    }
    return packed(start);
  }

  /** The same of a file; empty if it cannot be read, for which its reader has another message. */
  public static Optional<FileSignature> of(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream.readNBytes(BYTES));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<FileSignature> packed(byte[] start) {
    return PACKED.entrySet().stream()
        .filter(magic -> startsWith(start, magic.getValue()))
        .map(magic -> new FileSignature("it is packed by " + magic.getKey(), UNPACK))
        .findFirst();
  }

  private static boolean startsWithAny(String text, List<String> starts) {
    return starts.stream().anyMatch(text::startsWith);
  }

  private static boolean hasAny(String text, List<String> parts) {
    return parts.stream().anyMatch(text::contains);
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= expected.length
        && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
  }

  @Override
  public String toString() {
    return found + ": " + advice;
  }
}
