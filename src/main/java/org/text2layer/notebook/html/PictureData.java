package org.text2layer.notebook.html;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Map;
import org.text2layer.image.PngWriter;
import org.text2layer.image.export.JpegEncoder;

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
    byte[] jpeg = JpegEncoder.encode(picture, QUALITY);
    return 2 * jpeg.length < png.length ? uri("jpeg", jpeg) : uri("png", png);
  }

  private static String uri(String format, byte[] bytes) {
    return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
