package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.text2layer.image.format.PngFile;

/** Picture files for tests, made byte by byte where the JDK's writers cannot. */
final class Encoded {
  private Encoded() {}

  /** A PNG from its scan lines, each with its filter byte; further chunks go before the pixels. */
  static byte[] png(
      int width, int height, int depth, int colourType, byte[] rows, PngFile.Chunk... more) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) depth).put((byte) colourType);
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(pixels)) {
      deflater.write(rows);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    List<PngFile.Chunk> chunks = new ArrayList<>();
    chunks.add(new PngFile.Chunk("IHDR", header.array()));
    chunks.addAll(List.of(more));
    chunks.add(new PngFile.Chunk("IDAT", pixels.toByteArray()));
    chunks.add(new PngFile.Chunk("IEND", new byte[0]));
    return new PngFile(chunks).toBytes();
  }

  static byte[] jpeg(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpeg", out);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    return out.toByteArray();
  }

  /** The file with one more segment after its first two bytes. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] segment) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + segment.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    out.putShort((short) (segment.length + 2)).put(segment);
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** The smallest scene of Emoji Scenes: 374 bytes. */
  static byte[] webp() {
    return emojiScenes("backgrounds/0685.webp");
  }

  /** The smallest object of Emoji Scenes, with alpha: 1420 bytes. */
  static byte[] webpWithAlpha() {
    return emojiScenes("objects/1f4d5.webp");
  }

  private static byte[] emojiScenes(String file) {
    String resource = "/org/text2layer/data/emoji-scenes/" + file;
    try (InputStream stream = Encoded.class.getResourceAsStream(resource)) {
      return stream.readAllBytes();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
