package org.text2layer.image.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** A layer of a PSD file: opaque colours, and a layer mask if it has one. */
final class PsdLayer {
  private static final int ALPHA = -1;
  private static final int LAYER_MASK = -2;
  private static final int MAX_PASCAL = 255;

  private final String name;
  private final int width;
  private final int height;

  /** By their ids, in the order in which they are written. */
  private final Map<Integer, PackBits> channels = new LinkedHashMap<>();

  private PsdLayer(String name, RgbImage colour) {
    this.name = name;
    width = colour.width();
    height = colour.height();
    byte[] opaque = new byte[width * height];
    Arrays.fill(opaque, (byte) 255);
    channels.put(ALPHA, new PackBits(opaque, width));
    for (int channel = 0; channel < 3; channel++) {
      channels.put(channel, plane(colour, channel));
    }
  }

  static PsdLayer of(ImageLayer layer) {
    PsdLayer psd = new PsdLayer(layer.name(), layer.colour());
    Mask mask = layer.mask();
    psd.channels.put(LAYER_MASK, new PackBits(mask.toLevels(), mask.width()));
    return psd;
  }

  static PsdLayer backdrop(RgbImage colour) {
    return new PsdLayer("background", colour);
  }

  /** One of a picture's three channels. */
  static PackBits plane(RgbImage picture, int channel) {
    byte[] levels = new byte[picture.width() * picture.height()];
    byte[] all = picture.toLevels();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = all[3 * i + channel];
    }
    return new PackBits(levels, picture.width());
  }

  /** Its place, its channels' lengths, how it is blended, and its names. */
  void writeRecord(DataOutputStream out) throws IOException {
    writeFrame(out);
    out.writeShort(channels.size());
    for (Map.Entry<Integer, PackBits> channel : channels.entrySet()) {
      out.writeShort(channel.getKey());
      out.writeInt((int) (2 + 2L * height + channel.getValue().length()));
    }
    out.writeBytes("8BIMnorm");
    out.write(new byte[] {(byte) 255, 0, 8, 0}); // opacity, clipping, flags with a useful bit 4
    byte[] extra = extra();
    out.writeInt(extra.length);
    out.write(extra);
  }

  private void writeFrame(DataOutputStream out) throws IOException {
    out.writeLong(0);
    out.writeInt(height);
    out.writeInt(width);
  }

  private byte[] extra() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    if (channels.containsKey(LAYER_MASK)) {
      out.writeInt(20);
      writeFrame(out);
      out.writeInt(0); // black around it, no flags, padding
    } else {
      out.writeInt(0);
    }
    out.writeInt(0); // blending ranges
    byte[] plain = name.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(MAX_PASCAL, plain.length);
    out.write(length);
    out.write(plain, 0, length);
    out.write(new byte[3 - length % 4]);
    byte[] unicode = name.getBytes(StandardCharsets.UTF_16BE);
    int padding = unicode.length % 4;
    out.writeBytes("8BIMluni");
    out.writeInt(4 + unicode.length + padding);
    out.writeInt(unicode.length / 2);
    out.write(unicode);
    out.write(new byte[padding]);
    return bytes.toByteArray();
  }

  /** The pixels of all channels. */
  void writeChannels(DataOutputStream out) throws IOException {
    for (PackBits channel : channels.values()) {
      out.writeShort(PsdWriter.PACK_BITS);
      channel.writeLengths(out);
      channel.writeRows(out);
    }
  }

  /** Bytes of all channels. */
  long length() {
    long length = 0;
    for (PackBits channel : channels.values()) {
      length += 2 + 2L * height + channel.length();
    }
    return length;
  }
}
