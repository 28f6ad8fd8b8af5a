package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture file whose structure was checked and whose pixels were not decoded yet. */
interface EncodedPicture {
  /** Stored columns, as the header says. */
  int width();

  /** Stored rows, as the header says. */
  int height();

  /** The pixels; needs memory in proportion to {@link #width} times {@link #height}. */
  BufferedImage decode() throws IOException;

  /** The texts that the file holds; only PNG has any. */
  default Map<String, String> text() throws UnreadableException {
    return Map.of();
  }

  /** Lets one of the JDK's readers decode {@code bytes}, which hold pixels and no metadata. */
  static BufferedImage decode(String format, byte[] bytes) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    return decode(readers.next(), bytes);
  }

  static BufferedImage decode(ImageReader reader, byte[] bytes) throws IOException {
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  /** Says what is wrong with a file and what to do; {@link PictureReader} adds its name. */
  final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;
    static final String FETCH_AGAIN = "fetch or export the file again";

    private final String found;
    private final String advice;

    UnreadableException(String found, String advice) {
      super(found);
      this.found = found;
      this.advice = advice;
    }

    static UnreadableException damaged(String found) {
      return new UnreadableException(found, FETCH_AGAIN);
    }

    String found() {
      return found;
    }

    String advice() {
      return advice;
    }
  }
}
