package org.text2layer.image.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The bytes of JPEG files, for what need not be exact. */
public final class JpegEncoder {
  private JpegEncoder() {}

  /**
   * Of an opaque picture.
   *
   * @param quality of ImageIO's scale, 0 to 1
   */
  public static byte[] encode(BufferedImage picture, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(opaque(picture), null, null), settings);
    } catch (IOException error) { // in memory: only by a broken plug-in
      throw new IllegalStateException("Expected ImageIO to encode a JPEG but it failed.", error);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** In the one form that every writer of JPEGs takes. */
  private static BufferedImage opaque(BufferedImage picture) {
    if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
      return picture;
    }
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return opaque;
  }
}
