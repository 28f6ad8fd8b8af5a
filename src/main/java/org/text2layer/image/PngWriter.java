package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.PngText;
import org.text2layer.image.format.UnreadableException;

/**
 * Writes PNG files with 8 bits a channel and with texts about them (iTXt, UTF-8), which {@link
 * PictureReader#text} and every viewer read back. A file appears whole or not at all, and replaces
 * an older one only by {@link IfExists#REPLACE}. Safe for use by many threads.
 *
 * <p>Keys of texts follow PNG's rules for keywords: 1 to 79 printable Latin-1 characters without
 * outer or double blanks.
 */
public final class PngWriter {
  private PngWriter() {}

  /**
   * Writes a picture without a word about it.
   *
   * @throws PictureException if the file exists or cannot be written; nothing is half-written then
   */
  public static void write(Picture picture, Path file) {
    write(picture, Map.of(), file);
  }

  /**
   * Writes a picture.
   *
   * @param text what to say about it, such as its caption; may be empty
   * @throws IllegalArgumentException if a key or text does not fit into a PNG
   * @throws PictureException if the file exists or cannot be written; nothing is half-written then
   */
  public static void write(Picture picture, Map<String, String> text, Path file) {
    write(picture, text, file, IfExists.REFUSE);
  }

  /** As {@link #write(Picture, Map, Path)}, with a say on what happens to an older file. */
  public static void write(
      Picture picture, Map<String, String> text, Path file, IfExists ifExists) {
    write(picture.toBufferedImage(), text, file, ifExists);
  }

  /** The same of an AWT picture. */
  public static void write(
      BufferedImage picture, Map<String, String> text, Path file, IfExists ifExists) {
    byte[] bytes = encode(picture, text);
    ifExists.write("picture", file, out -> out.write(bytes));
  }

  /**
   * Writes the composed image with its provenance.
   *
   * @throws IllegalArgumentException if a key or text of the provenance does not fit into a PNG
   * @throws PictureException if the file exists or cannot be written; nothing is half-written then
   */
  public static void write(LayeredImage image, Path file) {
    write(image, file, IfExists.REFUSE);
  }

  /** As {@link #write(LayeredImage, Path)}, with a say on what happens to an older file. */
  public static void write(LayeredImage image, Path file, IfExists ifExists) {
    write(image.composed(), image.provenance(), file, ifExists);
  }

  /** The bytes that {@link #write(Picture, Map, Path)} writes. */
  public static byte[] encode(Picture picture, Map<String, String> text) {
    return encode(picture.toBufferedImage(), text);
  }

  /** The bytes that {@link #write(BufferedImage, Map, Path, IfExists)} writes. */
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
}
