package org.text2layer.image.format;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;

/** A still WebP file (RFC 9649): the size of its one bitstream, read before native code sees it. */
record WebPFile(int width, int height, int orientation, byte[] bytes) implements EncodedPicture {
  private static final int ANIMATION = 0x02;
  private static final int EXIF = 0x08;

  /** A piece of the file, from its contents' beginning on. */
  private record Chunk(String type, ByteBuffer data) {}

  static WebPFile parse(byte[] bytes) throws UnreadableException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + (buffer.getInt(4) & 0xffffffffL);
    if (end > bytes.length) {
      throw UnreadableException.damaged("the WebP file is cut off");
    }
    buffer.position(12).limit((int) end);
    WebPFile canvas = null;
    int orientation = ExifOrientation.UPRIGHT;
    while (buffer.remaining() >= 8) {
      Chunk chunk = nextChunk(buffer);
      switch (chunk.type) {
        case "VP8X" -> {
          canvas = readExtended(chunk.data, bytes);
          orientation = orientation(chunk.data, bytes, (int) end);
        }
        case "VP8 " -> {
          return checkCanvas(canvas, readLossy(chunk.data, orientation, bytes));
        }
        case "VP8L" -> {
          return checkCanvas(canvas, readLossless(chunk.data, orientation, bytes));
        }
        default -> {} // alpha comes before its bitstream; the rest is metadata
      }
    }
    throw UnreadableException.damaged("the WebP file has no pixels");
  }

  private static Chunk nextChunk(ByteBuffer buffer) throws UnreadableException {
    byte[] name = new byte[4];
    buffer.get(name);
    long length = buffer.getInt() & 0xffffffffL;
    if (length > buffer.remaining()) {
      throw UnreadableException.damaged("the WebP file ends inside a chunk");
    }
    ByteBuffer data = buffer.slice().limit((int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
    long next = buffer.position() + length + (length & 1);
    buffer.position((int) Math.min(next, buffer.limit()));
    return new Chunk(new String(name, StandardCharsets.ISO_8859_1), data);
  }

  /** What EXIF tells, which stands after the pixels and counts only if the header promises it. */
  private static int orientation(ByteBuffer extended, byte[] bytes, int end)
      throws UnreadableException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, end).order(ByteOrder.LITTLE_ENDIAN).position(12);
    boolean promised = (extended.get(0) & EXIF) != 0;
    while (promised && buffer.remaining() >= 8) {
      Chunk chunk = nextChunk(buffer);
      if (chunk.type.equals("EXIF")) {
        byte[] exif = new byte[chunk.data.remaining()];
        chunk.data.get(exif);
        return ExifOrientation.of(exif);
      }
    }
    return ExifOrientation.UPRIGHT;
  }

  private static WebPFile checkCanvas(WebPFile canvas, WebPFile bitstream)
      throws UnreadableException {
    boolean fits =
        canvas == null || canvas.width == bitstream.width && canvas.height == bitstream.height;
    if (!fits) {
      throw UnreadableException.damaged("the WebP file gives two different sizes");
    }
    return bitstream;
  }

  private static WebPFile readExtended(ByteBuffer data, byte[] bytes) throws UnreadableException {
    if ((data.get(0) & ANIMATION) != 0) {
      throw new UnreadableException("it is an animated WebP", "save one frame as a picture");
    }
    int width = (data.getInt(3) >>> 8) + 1;
    int height = (data.getInt(6) >>> 8) + 1;
    return new WebPFile(width, height, ExifOrientation.UPRIGHT, bytes);
  }

  private static WebPFile readLossy(ByteBuffer data, int orientation, byte[] bytes)
      throws UnreadableException {
    boolean keyFrame = (data.get(0) & 1) == 0;
    if (!keyFrame || (data.getInt(2) >>> 8) != 0x2a019d) {
      throw UnreadableException.damaged("its WebP bitstream does not start with a key frame");
    }
    int width = data.getShort(6) & 0x3fff;
    return new WebPFile(width, data.getShort(8) & 0x3fff, orientation, bytes);
  }

  private static WebPFile readLossless(ByteBuffer data, int orientation, byte[] bytes)
      throws UnreadableException {
    if (data.get(0) != 0x2f) {
      throw UnreadableException.damaged("its lossless WebP bitstream has no signature");
    }
    int bits = data.getInt(1);
    int width = (bits & 0x3fff) + 1;
    return new WebPFile(width, (bits >>> 14 & 0x3fff) + 1, orientation, bytes);
  }

  /** The plug-in is made here: a notebook's class loader need not show it to ImageIO. */
  @Override
  public BufferedImage decode() throws UnreadableException {
    try {
      ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
      return ExifOrientation.apply(orientation, PixelDecoder.decode(reader, bytes));
    } catch (OutOfMemoryError error) { // the plug-in's answer to damaged alpha, too
      throw UnreadableException.damaged("its data is damaged (or memory is short)", error);
    } catch (LinkageError error) {
      throw new UnreadableException(
          "the WebP decoder does not run on this system", "convert it to PNG", error);
    }
  }
}
