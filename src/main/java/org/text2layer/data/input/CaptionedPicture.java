package org.text2layer.data.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbaImage;

/**
 * A picture file and what it shows. The file is opened when the picture is asked for, and not kept,
 * so that millions of records take no memory. Immutable and safe for use by many threads.
 */
public final class CaptionedPicture implements InputRecord {
  private final String key;
  private final String caption;
  private final String source;
  private final Content content;

  /** The bytes of a picture file. */
  @FunctionalInterface
  public interface Content {
    /**
     * A new stream of them, from their beginning.
     *
     * @throws IOException if they are missing or may not be read; the message says why
     */
    InputStream open() throws IOException;
  }

  private CaptionedPicture(String key, String caption, String source, Content content) {
    this.key = Objects.requireNonNull(key, "key");
    this.caption = Objects.requireNonNull(caption, "caption");
    this.source = Objects.requireNonNull(source, "source");
    this.content = Objects.requireNonNull(content, "content");
    if (caption.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a caption for '" + key + "' but it is empty: say what the picture shows.");
    }
  }

  /**
   * A picture file that is read later.
   *
   * @param source where it comes from, for messages and the ledger
   * @throws IllegalArgumentException if the caption is blank
   */
  public static CaptionedPicture of(String key, String caption, String source, Content content) {
    return new CaptionedPicture(key, caption, source, content);
  }

  /**
   * A picture in memory, kept as a PNG with 8 bits a channel.
   *
   * @throws IllegalArgumentException if the caption is blank
   */
  public static CaptionedPicture of(String key, String caption, Picture picture) {
    byte[] png = PngWriter.encode(picture, Map.of());
    return new CaptionedPicture(key, caption, "memory", () -> new ByteArrayInputStream(png));
  }

  @Override
  public String key() {
    return key;
  }

  /** What the picture shows; never blank. */
  public String caption() {
    return caption;
  }

  @Override
  public String source() {
    return source;
  }

  /**
   * Reads the picture, of up to 64 megapixels, with its alpha channel.
   *
   * @throws PictureException if it is missing, too large, damaged or in another format
   */
  public RgbaImage picture() {
    return read(stream -> PictureReader.standard().readRgba(stream, source));
  }

  /**
   * The same where a small picture is needed: large ones come {@linkplain PictureReader#readReduced
   * reduced}.
   *
   * @param leastSide of what comes, unless the picture is smaller: twice what is needed
   */
  public PictureReader.Reduced pictureReducedTo(int leastSide) {
    return read(stream -> PictureReader.standard().readReduced(stream, source, leastSide));
  }

  private <T> T read(Function<InputStream, T> reader) {
    try (InputStream stream = content.open()) {
      return reader.apply(stream);
    } catch (IOException error) {
      throw new PictureException(
          "Expected a picture in %s but %s: correct the record or remove it."
              .formatted(source, error.getMessage()),
          error);
    }
  }

  @Override
  public String toString() {
    return key + ": " + caption;
  }
}
