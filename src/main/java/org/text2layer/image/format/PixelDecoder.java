package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Runs one of ImageIO's readers on bytes that hold pixels and no metadata. */
final class PixelDecoder {
  private PixelDecoder() {}

  static BufferedImage decode(String format, byte[] bytes) throws UnreadableException {
    return decode(ImageIO.getImageReadersByFormatName(format).next(), bytes);
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
