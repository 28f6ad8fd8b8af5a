package org.text2layer.image.export;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;

/**
 * Writes PSD files, which Photoshop, GIMP, Krita and Affinity open with their layers: Adobe's
 * Photoshop file format, version 1, 8 bits a channel. A layer is its colours, opaque, under its
 * soft mask as layer mask, so that what was masked out can be painted in again; the backdrop
 * becomes the lowest layer, "background". Beside the layers stands the composed image, for programs
 * that know no layers. The format has no place for the provenance. Safe for use by many threads.
 *
 * <p>{@code PsdWriter.write(image, Path.of("apple.psd"))}
 */
public final class PsdWriter {
  /** The number of this compression. */
  static final int PACK_BITS = 1;

  /** The format's own limits. */
  private static final int MAX_SIDE = 30_000;

  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private static final int MAX_LAYERS = Manifest.MAX_LAYERS;
  private static final int RGB_MODE = 3;

  private PsdWriter() {}

  /**
   * Writes a new file.
   *
   * @throws IllegalArgumentException if a side has more than 30,000 pixels, there are more than
   *     1,000 layers, or it might have more than 2 GiB
   * @throws org.text2layer.image.PictureException if the file exists or cannot be written; nothing
   *     is half-written then
   */
  public static void write(LayeredImage image, Path file) {
    write(image, file, IfExists.REFUSE);
  }

  /** As {@link #write(LayeredImage, Path)}, with a say on what happens to an older file. */
  public static void write(LayeredImage image, Path file, IfExists ifExists) {
    requireFit(image.width(), image.height(), image.layers().size());
    LayeredImage rounded = EightBit.rounded(image);
    ifExists.write("PSD file", file, out -> write(rounded, out));
  }

  /** The limits, by the most bytes that such an image can take. */
  static void requireFit(int width, int height, int layers) {
    long rows = height * (3 + 4 + 5L * layers);
    long bytes = rows * (2 + PackBits.longestRow(Math.min(width, MAX_SIDE)));
    if (width > MAX_SIDE || height > MAX_SIDE || layers > MAX_LAYERS || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "Expected an image for PSD of at most %s layers, 30,000 pixels a side and 2 GiB but came %s layers of %sx%s: write it as OpenRaster, or smaller."
              .formatted(MAX_LAYERS, layers, width, height));
    }
  }

  private static void write(LayeredImage image, OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    out.writeBytes("8BPS");
    out.writeShort(1);
    out.write(new byte[6]);
    out.writeShort(3);
    out.writeInt(image.height());
    out.writeInt(image.width());
    out.writeShort(8);
    out.writeShort(RGB_MODE);
    out.writeInt(0); // palette
    out.writeInt(0); // image resources
    writeLayers(layers(image), out);
    writeComposed(image.composed(), out);
    out.flush();
  }

  /** From bottom to top, as the format has them. */
  private static List<PsdLayer> layers(LayeredImage image) {
    List<PsdLayer> layers = new ArrayList<>();
    layers.add(PsdLayer.backdrop(image.backdrop()));
    image.layers().forEach(layer -> layers.add(PsdLayer.of(layer)));
    return layers;
  }

  private static void writeLayers(List<PsdLayer> layers, DataOutputStream out) throws IOException {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    DataOutputStream record = new DataOutputStream(records);
    long length = 2;
    for (PsdLayer layer : layers) {
      layer.writeRecord(record);
      length += layer.length();
    }
    length += records.size();
    int padding = (int) (-length & 3);
    out.writeInt((int) (4 + length + padding + 4));
    out.writeInt((int) (length + padding));
    out.writeShort(layers.size());
    records.writeTo(out);
    for (PsdLayer layer : layers) {
      layer.writeChannels(out);
    }
    out.write(new byte[padding]);
    out.writeInt(0); // global layer mask
  }

  private static void writeComposed(RgbImage composed, DataOutputStream out) throws IOException {
    List<PackBits> planes = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      planes.add(PsdLayer.plane(composed, channel));
    }
    out.writeShort(PACK_BITS);
    for (PackBits plane : planes) {
      plane.writeLengths(out);
    }
    for (PackBits plane : planes) {
      plane.writeRows(out);
    }
  }
}
