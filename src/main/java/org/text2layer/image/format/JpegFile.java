package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JPEG file (ITU T.81, annex B) with all segments in place, from the start marker to the end
 * marker, or to zeros in its place. Only what the pixels need is kept for the decoder: no
 * thumbnails, no colour profiles.
 */
final class JpegFile implements EncodedPicture {
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int TEMPORARY = 0x01;
  private static final int SOS = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;

  /** Declares YCbCr, which the JDK would not assume of a file that does not say it. */
  private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

  /** Each costs a pass over all pixels, however few bytes it has; usual files have up to 10. */
  private static final int MAX_SCANS = 1000;

  /** In place of the end marker, as some cameras and downloads leave: Pillow takes as few. */
  private static final int FEWEST_ZEROS = 4;

  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private byte[] frame = {};
  private byte[] adobe = {};
  private boolean jfif;
  private int scans;
  private boolean progressive;
  private boolean padded;
  private int orientation; // 0 until a segment tells it; of several, the first counts

  private JpegFile() {}

  static JpegFile parse(byte[] bytes) throws UnreadableException {
    JpegFile jpeg = new JpegFile();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(2);
    int marker = nextMarker(buffer);
    while (marker != EOI) {
      int length = buffer.getShort() & 0xffff;
      if (length < 2 || length - 2 > buffer.remaining()) {
        throw UnreadableException.damaged("the JPEG file ends inside a segment");
      }
      byte[] segment = new byte[length - 2];
      buffer.get(segment);
      jpeg.add(marker, segment);
      if (marker == SOS) {
        jpeg.addScan(buffer);
      }
      marker = jpeg.padded ? EOI : nextMarker(buffer);
    }
    if (jpeg.scans == 0) {
      throw UnreadableException.damaged("the JPEG file has no pixels");
    }
    return jpeg;
  }

  /** As libjpeg does, passes over what stands between segments, and over markers without data. */
  private static int nextMarker(ByteBuffer buffer) {
    int marker = 0;
    while (marker == 0 || marker == TEMPORARY || isRestart(marker)) {
      while (marker != 0xff) {
        marker = buffer.get() & 0xff;
      }
      while (marker == 0xff) { // fill bytes
        marker = buffer.get() & 0xff;
      }
    }
    return marker;
  }

  private void add(int marker, byte[] segment) throws UnreadableException {
    if (marker == APP1 && ExifOrientation.isIntroduced(segment, 0)) {
      orientation = orientation == 0 ? ExifOrientation.of(segment) : orientation;
    } else if (marker == APP0) {
      jfif |= startsWith(segment, "JFIF\0");
    } else if (marker == APP14 && startsWith(segment, "Adobe")) {
      adobe = segment;
    } else if (marker != COMMENT && (marker < APP0 || marker > APP15)) {
      if (isFrame(marker)) {
        checkFrame(marker, segment);
        frame = segment;
        progressive = marker == 0xc2;
      }
      if (marker == SOS && (frame.length == 0 || ++scans > MAX_SCANS)) {
        throw UnreadableException.damaged(
            "the JPEG file has pixels before its frame, or more than %s scans"
                .formatted(MAX_SCANS));
      }
      write(pixels, marker, segment);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void checkFrame(int marker, byte[] segment) throws UnreadableException {
    if (frame.length > 0) {
      throw UnreadableException.damaged("the JPEG file has two frames");
    }
    int components = segment[5] & 0xff;
    if (components == 4) {
      throw new UnreadableException("it is a CMYK JPEG", "convert it to RGB");
    }
    if (marker > 0xc2 || segment[0] != 8 || components != 1 && components != 3) {
      throw new UnreadableException(
          "it is a JPEG of a rare kind (frame %02x, %s bits, %s components)"
              .formatted(marker, segment[0] & 0xff, components),
          "save it as a usual JPEG or as PNG");
    }
  }

  /** Copies the compressed data up to the next marker that is neither stuffing nor a restart. */
  private void addScan(ByteBuffer buffer) throws UnreadableException {
    byte[] bytes = buffer.array();
    int start = buffer.position();
    int end = start;
    int after = afterFill(bytes, end);
    while (after < bytes.length && (after == end || isInScan(bytes[after] & 0xff))) {
      end = after + 1;
      after = afterFill(bytes, end);
    }
    if (after >= bytes.length) {
      end = withoutPadding(bytes);
    }
    pixels.write(bytes, start, end - start);
    buffer.position(end);
  }

  /** The first byte from here on that is not 0xff. */
  private static int afterFill(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && (bytes[at] & 0xff) == 0xff) {
      at++;
    }
    return at;
  }

  private int withoutPadding(byte[] bytes) throws UnreadableException {
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    padded = !progressive && bytes.length - end >= FEWEST_ZEROS;
    if (!padded) {
      throw UnreadableException.damaged("the JPEG file has no end marker");
    }
    return end;
  }

  private static boolean isInScan(int afterFf) {
    return afterFf == 0 || isRestart(afterFf); // stuffing, or a restart
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static boolean startsWith(byte[] segment, String text) {
    byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
    return segment.length >= start.length
        && Arrays.equals(segment, 0, start.length, start, 0, start.length);
  }

  private static void write(ByteArrayOutputStream out, int marker, byte[] segment) {
    out.writeBytes(new byte[] {(byte) 0xff, (byte) marker});
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) (segment.length + 2)).array());
    out.writeBytes(segment);
  }

  @Override
  public int width() {
    return ByteBuffer.wrap(frame).getShort(3) & 0xffff;
  }

  @Override
  public int height() {
    return ByteBuffer.wrap(frame).getShort(1) & 0xffff;
  }

  /** The pixels as a camera's owner saw them: turned by the orientation that EXIF gives. */
  @Override
  public BufferedImage decode() throws UnreadableException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) SOI});
    boolean namedRgb = frame.length > 12 && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
    if (jfif || adobe.length == 0 && !namedRgb) {
      write(out, APP0, JFIF);
    } else if (adobe.length > 0) {
      write(out, APP14, adobe);
    }
    out.writeBytes(pixels.toByteArray());
    out.writeBytes(new byte[] {(byte) 0xff, (byte) EOI});
    BufferedImage stored = PixelDecoder.decode("jpeg", out.toByteArray(), padded);
    return ExifOrientation.apply(Math.max(orientation, ExifOrientation.UPRIGHT), stored);
  }
}
