package org.text2layer.image.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.image.IfExists;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbaImage;

/**
 * Writes layer archives (.zip), which {@link LayerArchiveReader} and every program that knows ZIP,
 * PNG and JSON read:
 *
 * <ul>
 *   <li>{@code manifest.json}: format, version, size, the names of the files below, the layers from
 *       bottom to top, and the provenance
 *   <li>{@code composed.png}: all layers flattened, with the provenance as PNG texts
 *   <li>{@code backdrop.png}
 *   <li>for each layer {@code layer-1.png}, its colours with its mask as straight alpha, and {@code
 *       mask-1.png}, its mask as grey levels, for programs that drop colours where alpha is 0
 * </ul>
 *
 * <p>{@code LayerArchiveWriter.write(image, Path.of("apple.zip"))}. Safe for use by many threads.
 */
public final class LayerArchiveWriter {
  private LayerArchiveWriter() {}

  /**
   * Writes a new file.
   *
   * @throws IllegalArgumentException if a key or text of the provenance does not fit into a PNG, or
   *     there are more than 1,000 layers
   * @throws org.text2layer.image.PictureException if the file exists or cannot be written; nothing
   *     is half-written then
   */
  public static void write(LayeredImage image, Path file) {
    write(image, file, IfExists.REFUSE);
  }

  /** As {@link #write(LayeredImage, Path)}, with a say on what happens to an older file. */
  public static void write(LayeredImage image, Path file, IfExists ifExists) {
    LayeredImage rounded = EightBit.rounded(image);
    Manifest manifest = Manifest.of(rounded);
    ifExists.write("layer archive", file, out -> write(rounded, manifest, out));
  }

  private static void write(LayeredImage image, Manifest manifest, OutputStream out)
      throws IOException {
    try (ReproducibleZip zip = new ReproducibleZip(out)) {
      zip.deflate(Manifest.FILE, manifest.toJson());
      zip.store(manifest.composed(), PngWriter.encode(image.composed(), image.provenance()));
      zip.store(manifest.backdrop(), image.backdrop());
      List<ImageLayer> layers = image.layers();
      for (int i = 0; i < layers.size(); i++) {
        ImageLayer layer = layers.get(i);
        Manifest.LayerFiles files = manifest.layers().get(i);
        zip.store(files.cutOut(), RgbaImage.of(layer.colour(), layer.mask()));
        zip.store(files.mask(), layer.mask());
      }
    }
  }
}
