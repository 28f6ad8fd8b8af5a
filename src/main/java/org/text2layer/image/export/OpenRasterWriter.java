package org.text2layer.image.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.image.IfExists;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PngWriter;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * Writes OpenRaster files (.ora), which Krita, GIMP and MyPaint open with their layers: baseline of
 * the OpenRaster specification 0.0.6, file layout and layer stack. The backdrop becomes the lowest
 * layer, "background". The composed image inside tells the provenance as PNG texts. Safe for use by
 * many threads.
 *
 * <p>{@code OpenRasterWriter.write(image, Path.of("apple.ora"))}
 */
public final class OpenRasterWriter {
  /** The specification's limit for thumbnails. */
  private static final int THUMBNAIL = 256;

  private OpenRasterWriter() {}

  /**
   * Writes a new file.
   *
   * @throws IllegalArgumentException if a key or text of the provenance does not fit into a PNG
   * @throws org.text2layer.image.PictureException if the file exists or cannot be written; nothing
   *     is half-written then
   */
  public static void write(LayeredImage image, Path file) {
    write(image, file, IfExists.REFUSE);
  }

  /** As {@link #write(LayeredImage, Path)}, with a say on what happens to an older file. */
  public static void write(LayeredImage image, Path file, IfExists ifExists) {
    LayeredImage rounded = EightBit.rounded(image);
    ifExists.write("OpenRaster file", file, out -> write(rounded, out));
  }

  private static void write(LayeredImage image, OutputStream out) throws IOException {
    RgbImage composed = image.composed();
    try (ReproducibleZip zip = new ReproducibleZip(out)) {
      // First and stored, so that programs know the file by its first bytes.
      zip.store("mimetype", "image/openraster".getBytes(StandardCharsets.US_ASCII));
      zip.deflate("stack.xml", StackXml.of(image));
      zip.store(StackXml.BACKDROP_FILE, image.backdrop());
      List<ImageLayer> layers = image.layers();
      for (int i = 0; i < layers.size(); i++) {
        ImageLayer layer = layers.get(i);
        zip.store(StackXml.layerFile(i), RgbaImage.of(layer.colour(), layer.mask()));
      }
      zip.store("mergedimage.png", PngWriter.encode(composed, image.provenance()));
      zip.store("Thumbnails/thumbnail.png", thumbnail(composed));
    }
  }

  private static RgbImage thumbnail(RgbImage composed) {
    double scale = Math.min(1, THUMBNAIL / (double) Math.max(composed.width(), composed.height()));
    int width = (int) Math.max(1, Math.round(scale * composed.width()));
    int height = (int) Math.max(1, Math.round(scale * composed.height()));
    return composed.resized(width, height, Resampling.BICUBIC);
  }
}
