package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.text2layer.image.format.EncodedPicture;
import org.text2layer.image.format.UnreadableException;

/**
 * Reads PNG, JPEG and still WebP, recognised by content and not by name. Files are not trusted: the
 * structure and the number of pixels are checked before anything is decoded, and whatever is wrong
 * with one comes as a {@link PictureException} that names it. Immutable and safe for use by many
 * threads.
 *
 * <p>Values are those in the file, divided by its largest level (255 or 65535): colour profiles and
 * gamma are ignored, as Pillow does. Pictures are turned upright as their EXIF orientation says.
 */
public final class PictureReader {
  private static final PictureReader STANDARD = new PictureReader(64_000_000, 256 << 20);

  private final long maxPixels;
  private final int maxFileBytes;

  PictureReader(long maxPixels, int maxFileBytes) {
    this.maxPixels = maxPixels;
    this.maxFileBytes = maxFileBytes;
  }

  /** A reader for files of up to 256 MiB and 64 megapixels. */
  public static PictureReader standard() {
    return STANDARD;
  }

  /**
   * The same reader with another limit.
   *
   * @param newMaxPixels the most pixels, width times height; each takes 16 bytes
   * @throws IllegalArgumentException if it is below 1
   */
  public PictureReader withMaxPixels(long newMaxPixels) {
    if (newMaxPixels < 1) {
      throw new IllegalArgumentException(
          "Expected a limit of at least 1 pixel but got %s: choose width times height."
              .formatted(newMaxPixels));
    }
    return new PictureReader(newMaxPixels, maxFileBytes);
  }

  /**
   * An opaque picture.
   *
   * @throws PictureException if it cannot be read, or some pixel is not opaque: use {@link
   *     #readRgba(Path)} for those
   */
  public RgbImage read(Path file) {
    return opaque(decode(bytes(file), file.toString()), file.toString());
  }

  /**
   * An opaque picture from a stream, which is read to its end and not closed.
   *
   * @param name what to call it in messages
   * @throws PictureException as {@link #read(Path)}
   */
  public RgbImage read(InputStream stream, String name) {
    return opaque(decode(bytes(stream, name), name), name);
  }

  /**
   * A mask from a stream, which is read to its end and not closed: the levels of a grey picture.
   *
   * @param name what to call it in messages
   * @throws PictureException as {@link #read(Path)}, or if some pixel is coloured
   */
  public Mask readMask(InputStream stream, String name) {
    try {
      return Mask.opaque(decode(bytes(stream, name), name), name);
    } catch (IllegalArgumentException error) {
      throw new PictureException(name + ": " + error.getMessage(), error);
    }
  }

  /**
   * A picture with its alpha channel, which is 1 everywhere if the file has none.
   *
   * @throws PictureException if there is no such file, it is too large, damaged, animated, or in
   *     another format or colour space
   */
  public RgbaImage readRgba(Path file) {
    return RgbaImage.from(decode(bytes(file), file.toString()));
  }

  /**
   * A picture with its alpha channel from a stream, which is read to its end and not closed.
   *
   * @param name what to call it in messages
   * @throws PictureException as {@link #readRgba(Path)}
   */
  public RgbaImage readRgba(InputStream stream, String name) {
    return RgbaImage.from(decode(bytes(stream, name), name));
  }

  /**
   * A picture that may be smaller than its file's.
   *
   * @param picture what was read, upright
   * @param width of the whole picture in pixels
   * @param height of the whole picture in pixels
   */
  public record Reduced(RgbaImage picture, int width, int height) {}

  /**
   * The same for those who need a small picture only: large ones are made a whole number of times
   * smaller while they are decoded, each pixel the mean of a square, so that they take a fraction
   * of the memory. Smaller pictures come as they are.
   *
   * @param leastSide neither side of what comes is shorter than this, unless the picture's is; at
   *     least twice what is needed, so that the resampling that follows decides how it looks
   * @throws IllegalArgumentException if that is below 1
   * @throws PictureException as {@link #readRgba(Path)}
   */
  public Reduced readReduced(InputStream stream, String name, int leastSide) {
    if (leastSide < 1) {
      throw new IllegalArgumentException(
          "Expected a side of at least 1 pixel but got %s: choose twice what is needed."
              .formatted(leastSide));
    }
    BufferedImage whole = decode(bytes(stream, name), name);
    int factor = Math.min(whole.getWidth(), whole.getHeight()) / leastSide;
    RgbaImage picture = factor < 2 ? RgbaImage.from(whole) : RgbaImage.reduced(whole, factor);
    return new Reduced(picture, whole.getWidth(), whole.getHeight());
  }

  /**
   * The texts that a PNG holds, such as those of {@link PngWriter}; none in other formats.
   *
   * @throws PictureException as {@link #readRgba(Path)}, or if the texts have more than 1,048,576
   *     characters
   */
  public Map<String, String> text(Path file) {
    byte[] bytes = bytes(file);
    try {
      return EncodedPicture.parse(bytes).text();
    } catch (UnreadableException error) {
      throw unreadable(file.toString(), error.getMessage(), error.advice(), error);
    }
  }

  private static RgbImage opaque(BufferedImage picture, String name) {
    try {
      return RgbImage.opaque(picture, name, "readRgba(...)");
    } catch (IllegalArgumentException error) {
      throw new PictureException(error.getMessage(), error);
    }
  }

  private BufferedImage decode(byte[] bytes, String name) {
    try {
      EncodedPicture picture = EncodedPicture.parse(bytes);
      if ((long) picture.width() * picture.height() > maxPixels) {
        String found =
            "it has %sx%s pixels, more than the limit of %s"
                .formatted(picture.width(), picture.height(), maxPixels);
        throw unreadable(name, found, "make it smaller, or raise withMaxPixels(...)", null);
      }
      return picture.decode();
    } catch (UnreadableException error) {
      throw unreadable(name, error.getMessage(), error.advice(), error);
    }
  }

  private byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw unreadable(file.toString(), "there is no such file", "check the path", null);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return bytes(stream, file.toString());
    } catch (IOException error) {
      throw unopened(file.toString(), error);
    }
  }

  private byte[] bytes(InputStream stream, String name) {
    try {
      byte[] bytes = stream.readNBytes(maxFileBytes + 1);
      if (bytes.length > maxFileBytes) {
        throw unreadable(
            name, "it has more than " + maxFileBytes + " bytes", "make it smaller", null);
      }
      return bytes;
    } catch (IOException error) {
      throw unopened(name, error);
    }
  }

  private static PictureException unopened(String name, IOException error) {
    String found = "it cannot be opened (" + error.getMessage() + ")";
    return unreadable(name, found, "check that you may read it", error);
  }

  private static PictureException unreadable(
      String name, String found, String advice, Exception cause) {
    return new PictureException(
        "Expected a PNG, JPEG or WebP picture in %s but %s: %s.".formatted(name, found, advice),
        cause);
  }
}
