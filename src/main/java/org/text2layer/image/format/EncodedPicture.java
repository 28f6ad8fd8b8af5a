package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.text2layer.folder.FileSignature;

/** A picture file whose structure was checked and whose pixels were not decoded yet. */
public interface EncodedPicture {
  /** Stored columns as the header gives them; at least 1. */
  int width();

  /** Stored rows as the header gives them; at least 1. */
  int height();

  /**
   * The pixels; needs memory in proportion to {@link #width} times {@link #height}.
   *
   * @throws UnreadableException if the compressed data is damaged
   */
  BufferedImage decode() throws UnreadableException;

  /**
   * The texts that the file holds; only PNG has any.
   *
   * @throws UnreadableException if they are damaged or too long
   */
  default Map<String, String> text() throws UnreadableException {
    return Map.of();
  }

  /**
   * Takes PNG, JPEG and still WebP apart, recognised by their first bytes.
   *
   * @throws UnreadableException if it is something else, incomplete or animated
   */
  static EncodedPicture parse(byte[] bytes) throws UnreadableException {
    try {
      EncodedPicture picture = recognise(bytes);
      if (picture.width() < 1 || picture.height() < 1) {
        throw UnreadableException.damaged("its header gives no size");
      }
      return picture;
    } catch (BufferUnderflowException | IndexOutOfBoundsException error) {
      throw UnreadableException.damaged("it ends too early", error);
    }
  }

  private static EncodedPicture recognise(byte[] bytes) throws UnreadableException {
    if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return PngFile.parse(bytes);
    }
    if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return JpegFile.parse(bytes);
    }
    if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
      return WebPFile.parse(bytes);
    }
    if (bytes.length == 0) {
      throw UnreadableException.damaged("it is empty");
    }
    Optional<FileSignature> other = FileSignature.of(bytes);
    if (other.isPresent()) {
      throw new UnreadableException(other.get().found(), other.get().advice());
    }
    throw new UnreadableException(otherFormat(bytes), "convert it to PNG");
  }

  private static String otherFormat(byte[] bytes) {
    if (startsWith(bytes, 0, "GIF8")) {
      return "it is a GIF";
    }
    if (startsWith(bytes, 0, "BM")) {
      return "it is a BMP";
    }
    if (startsWith(bytes, 0, "II*\0") || startsWith(bytes, 0, "MM\0*")) {
      return "it is a TIFF";
    }
    if (startsWith(bytes, 4, "ftyp")) {
      return "it is an AVIF, a HEIC or a film";
    }
    if (startsWith(bytes, 0, "<svg") || startsWith(bytes, 0, "<?xml")) {
      return "it is an SVG";
    }
    byte[] start = Arrays.copyOf(bytes, Math.min(8, bytes.length));
    return "it starts with the bytes " + HexFormat.ofDelimiter(" ").formatHex(start);
  }

  private static boolean startsWith(byte[] bytes, int offset, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
  }
}
