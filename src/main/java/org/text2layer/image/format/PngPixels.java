package org.text2layer.image.format;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of the commonest PNGs: 8 bits a channel, no palette, no interlacing. ImageIO reads
 * them too, but its ways through streams and rasters take most of the time in which a training's
 * data is loaded (bench/results.md, "loading").
 *
 * <p>Deflated rows, each after its filter's number (PNG specification, sections 9 and 10.1).
 */
final class PngPixels {
  private static final int HEADER_METHODS = 10;
  private static final int[] CHANNELS_OF_COLOUR_TYPE = {1, 0, 3, 0, 2, 0, 4};

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] values;

  private PngPixels(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    values = new byte[Math.multiplyExact(Math.multiplyExact(width, height), channels)];
  }

  /** The picture, or empty if the file is of a rarer kind. */
  static Optional<BufferedImage> decode(PngFile file) throws UnreadableException {
    ByteBuffer header = ByteBuffer.wrap(file.chunks().get(0).data()).position(HEADER_METHODS);
    int colourType = file.colourType();
    boolean standard = header.get() == 0 && header.get() == 0 && header.get() == 0;
    int channels = colourType >= 0 && colourType <= 6 ? CHANNELS_OF_COLOUR_TYPE[colourType] : 0;
    long size = (long) file.width() * file.height() * channels;
    if (file.depth() != 8 || channels == 0 || !standard || size > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    PngPixels pixels = new PngPixels(file.width(), file.height(), channels);
    pixels.read(file.chunks().stream().filter(chunk -> chunk.type().equals("IDAT")).toList());
    return Optional.of(pixels.toImage());
  }

  private void read(List<PngFile.Chunk> chunks) throws UnreadableException {
    Inflater inflater = new Inflater();
    try {
      Iterator<PngFile.Chunk> input = chunks.iterator();
      byte[] filter = new byte[1];
      int stride = width * channels;
      for (int y = 0; y < height; y++) {
        inflate(inflater, input, filter, 0, 1);
        inflate(inflater, input, values, y * stride, stride);
        unfilter(filter[0], y * stride, stride);
      }
    } catch (DataFormatException error) {
      throw UnreadableException.damaged("its data is damaged (" + error.getMessage() + ")", error);
    } finally {
      inflater.end();
    }
  }

  private static void inflate(
      Inflater inflater, Iterator<PngFile.Chunk> input, byte[] into, int offset, int length)
      throws DataFormatException, UnreadableException {
    int done = 0;
    while (done < length) {
      done += inflater.inflate(into, offset + done, length - done);
      if (done < length && (inflater.finished() || inflater.needsDictionary())) {
        throw UnreadableException.damaged("its data ends before its last row");
      }
      if (done < length && inflater.needsInput()) {
        if (!input.hasNext()) {
          throw UnreadableException.damaged("its data ends before its last row");
        }
        inflater.setInput(input.next().data());
      }
    }
  }

  /** Adds to each byte what the filter foretells from the pixel to the left and the row above. */
  private void unfilter(int filter, int start, int stride) throws UnreadableException {
    int end = start + stride;
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = start + channels; i < end; i++) {
          values[i] += values[i - channels];
        }
      }
      case 2 -> {
        for (int i = start; start > 0 && i < end; i++) {
          values[i] += values[i - stride];
        }
      }
      case 3 -> {
        for (int i = start; i < end; i++) {
          int left = i < start + channels ? 0 : values[i - channels] & 0xff;
          int above = start == 0 ? 0 : values[i - stride] & 0xff;
          values[i] += (byte) ((left + above) >> 1);
        }
      }
      case 4 -> unfilterPaeth(start, stride);
      default ->
          throw UnreadableException.damaged(
              "its data is damaged (a row has filter %s)".formatted(filter & 0xff));
    }
  }

  private void unfilterPaeth(int start, int stride) {
    for (int i = start; i < start + stride; i++) {
      boolean first = i < start + channels;
      int left = first ? 0 : values[i - channels] & 0xff;
      int above = start == 0 ? 0 : values[i - stride] & 0xff;
      int aboveLeft = first || start == 0 ? 0 : values[i - stride - channels] & 0xff;
      int toLeft = Math.abs(above - aboveLeft);
      int toAbove = Math.abs(left - aboveLeft);
      int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
      if (toLeft <= toAbove && toLeft <= toAboveLeft) {
        values[i] += (byte) left;
      } else {
        values[i] += (byte) (toAbove <= toAboveLeft ? above : aboveLeft);
      }
    }
  }

  private BufferedImage toImage() {
    int[] offsets = new int[channels];
    for (int channel = 0; channel < channels; channel++) {
      offsets[channel] = channel;
    }
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(values, values.length),
            width,
            height,
            width * channels,
            channels,
            offsets,
            null);
    boolean alpha = channels % 2 == 0;
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }
}
