package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Runs one of ImageIO's readers on bytes that hold pixels and no metadata. */
final class PixelDecoder {
  private PixelDecoder() {}

  static BufferedImage decode(String format, byte[] bytes) throws UnreadableException {
    return decode(format, bytes, false);
  }

  /**
   * The same, with what the reader only warns of.
   *
   * @param complete whether a warning, as of pixels that are missing, is damage
   */
  static BufferedImage decode(String format, byte[] bytes, boolean complete)
      throws UnreadableException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage picture = decode(reader, bytes);
    if (complete && !warnings.isEmpty()) {
      throw UnreadableException.damaged("its data is damaged (" + warnings.get(0) + ")");
    }
    return picture;
  }

  static BufferedImage decode(ImageReader reader, byte[] bytes) throws UnreadableException {
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      return reader.read(0);
    } catch (IOException | RuntimeException error) { // readers throw all kinds at bad data
      throw UnreadableException.damaged("its data is damaged (" + error.getMessage() + ")", error);
    } finally {
      reader.dispose();
    }
  }
}
