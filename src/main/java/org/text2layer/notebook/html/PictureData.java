package org.text2layer.notebook.html;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.text2layer.image.PngWriter;

/**
 * An opaque picture inside a page. It is a PNG, pixel by pixel, unless a JPEG takes less than half
 * of that: so charts, masks and flat colours stay exact, and photographs do not make a notebook
 * heavy.
 */
final class PictureData {
  private static final float QUALITY = 0.92f;

  private PictureData() {}

  /** "data:image/png;base64,..." or the same with jpeg. */
  static String uri(BufferedImage picture) {
    byte[] png = PngWriter.encode(picture, Map.of());
    byte[] jpeg = jpeg(picture);
    return 2 * jpeg.length < png.length ? uri("jpeg", jpeg) : uri("png", png);
  }

  private static String uri(String format, byte[] bytes) {
    return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(opaque(picture), null, null), quality);
    } catch (IOException error) { // in memory: only by a broken plug-in
      throw new IllegalStateException("Expected ImageIO to encode a JPEG but it failed.", error);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** In the one form that every writer of JPEGs takes. */
  private static BufferedImage opaque(BufferedImage picture) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    opaque.createGraphics().drawImage(picture, 0, 0, null);
    return opaque;
  }
}
