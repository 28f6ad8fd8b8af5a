package org.text2layer.image.format;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one grey level or colour of a PNG without alpha that counts as transparent (PNG
 * specification, section 11.3.1.1), in the file's own levels. ImageIO knows it of some kinds only.
 */
record TransparentLevel(int depth, int[] levels) {
  /** That of a file whose samples are grey or colours; palettes have alphas of their own. */
  static Optional<TransparentLevel> of(PngFile file) throws UnreadableException {
    int channels = file.colourType() == PngFile.GREY ? 1 : 3;
    boolean alike = file.colourType() == PngFile.GREY || file.colourType() == PngFile.RGB;
    Optional<PngFile.Chunk> chunk = alike ? file.first("tRNS") : Optional.empty();
    if (chunk.isEmpty()) {
      return Optional.empty();
    }
    if (chunk.get().data().length != channels * Short.BYTES) {
      throw UnreadableException.damaged("its transparent colour is cut off");
    }
    ByteBuffer data = ByteBuffer.wrap(chunk.get().data());
    int[] levels = new int[channels];
    for (int channel = 0; channel < channels; channel++) {
      levels[channel] = data.getShort() & (1 << file.depth()) - 1; // the rest does not count
    }
    return Optional.of(new TransparentLevel(file.depth(), levels));
  }

  /** The picture, as decoded without its transparency, with an alpha channel. */
  BufferedImage applyTo(BufferedImage opaque) {
    int width = opaque.getWidth();
    int type = depth == Short.SIZE ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
    int largest = (1 << Math.max(Byte.SIZE, depth)) - 1;
    int scale = largest / ((1 << depth) - 1);
    int bands = levels.length + 1;
    WritableRaster target =
        Raster.createInterleavedRaster(type, width, opaque.getHeight(), bands, null);
    int[] samples = new int[width * levels.length];
    int[] row = new int[width * bands];
    for (int y = 0; y < opaque.getHeight(); y++) {
      opaque.getRaster().getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int from = x * levels.length;
        for (int channel = 0; channel < levels.length; channel++) {
          row[x * bands + channel] = samples[from + channel] * scale;
        }
        boolean transparent =
            Arrays.equals(samples, from, from + levels.length, levels, 0, levels.length);
        row[x * bands + levels.length] = transparent ? 0 : largest;
      }
      target.setPixels(0, y, width, 1, row);
    }
    int space = levels.length == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space), true, false, Transparency.TRANSLUCENT, type);
    return new BufferedImage(model, target, false, null);
  }
}
