package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.PngText;
import org.text2layer.image.format.UnreadableException;

/**
 * Writes PNG files with 8 bits a channel and with texts about them (iTXt, UTF-8), which {@link
 * PictureReader#text} and every viewer read back. A file appears whole or not at all: it is written
 * beside and then moved over an older one. Safe for use by many threads.
 *
 * <p>Keys of texts follow PNG's rules for keywords: 1 to 79 printable Latin-1 characters without
 * outer or double blanks.
 */
public final class PngWriter {
  private PngWriter() {}

  /**
   * Writes a picture.
   *
   * @param text what to say about it, such as its caption; may be empty
   * @throws IllegalArgumentException if a key or text does not fit into a PNG
   * @throws PictureException if the file cannot be written; nothing is left of it then
   */
  public static void write(Picture picture, Map<String, String> text, Path file) {
    replace(file, encode(picture, text));
  }

  /**
   * Writes an AWT picture.
   *
   * @throws IllegalArgumentException if a key or text does not fit into a PNG
   * @throws PictureException if the file cannot be written; nothing is left of it then
   */
  public static void write(BufferedImage picture, Map<String, String> text, Path file) {
    replace(file, encode(picture, text));
  }

  /**
   * Writes the composed image with its provenance.
   *
   * @throws IllegalArgumentException if a key or text of the provenance does not fit into a PNG
   * @throws PictureException if the file cannot be written; nothing is left of it then
   */
  public static void write(LayeredImage image, Path file) {
    write(image.composed(), image.provenance(), file);
  }

  /** The bytes that {@link #write(Picture, Map, Path)} writes. */
  public static byte[] encode(Picture picture, Map<String, String> text) {
    return encode(picture.toBufferedImage(), text);
  }

  /** The bytes that {@link #write(BufferedImage, Map, Path)} writes. */
  public static byte[] encode(BufferedImage picture, Map<String, String> text) {
    List<PngText> texts = new ArrayList<>();
    text.forEach((key, value) -> texts.add(new PngText(key, value)));
    try {
      return PngFile.parse(encode(picture)).withTexts(texts).toBytes();
    } catch (IOException | UnreadableException error) { // in memory: only by a broken plug-in
      throw new IllegalStateException("Expected ImageIO to encode a PNG but it failed.", error);
    }
  }

  private static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(picture, "png", stream)) {
        throw new IllegalArgumentException(
            "Expected a picture that PNG can hold but got %s: draw it on TYPE_INT_ARGB first."
                .formatted(picture));
      }
    }
    return out.toByteArray();
  }

  private static void replace(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try {
        Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(
            beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside); // after a move there is nothing to delete
      }
    } catch (IOException error) {
      throw new PictureException(
          "Expected to write the picture %s but it failed (%s): check the folder and free space."
              .formatted(file, error),
          error);
    }
  }
}
