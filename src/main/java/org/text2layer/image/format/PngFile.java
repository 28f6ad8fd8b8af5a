package org.text2layer.image.format;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG file as its chunks (PNG specification, section 5), each with a correct checksum.
 *
 * @param chunks from the header to the end, in the file's order
 */
public record PngFile(List<Chunk> chunks) implements EncodedPicture {
  static final int GREY = 0;
  static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /**
   * What the pixels need; the rest, whose inflated size nobody limits, never reaches the decoder.
   */
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** Far more than any writer makes, and few enough to hold. */
  private static final int MAX_CHUNKS = 1 << 17;

  /**
   * One chunk.
   *
   * @param type its four letters
   * @param data what it holds, without length and checksum
   */
  public record Chunk(String type, byte[] data) {
    void writeTo(ByteArrayOutputStream out) {
      byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
      out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
      out.writeBytes(name);
      out.writeBytes(data);
      out.writeBytes(ByteBuffer.allocate(4).putInt(checksum(name, data)).array());
    }

    private static int checksum(byte[] name, byte[] data) {
      CRC32 crc = new CRC32();
      crc.update(name);
      crc.update(data);
      return (int) crc.getValue();
    }
  }

  /**
   * Takes a file apart.
   *
   * @param bytes a file that starts with PNG's signature
   * @throws UnreadableException if it is incomplete, damaged or animated
   */
  public static PngFile parse(byte[] bytes) throws UnreadableException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).position(SIGNATURE.length);
    List<Chunk> chunks = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      Chunk chunk = nextChunk(buffer);
      boolean header = chunk.type().equals("IHDR") && chunk.data().length == 13;
      if (header != chunks.isEmpty()) {
        throw UnreadableException.damaged("its PNG header is not the first chunk");
      }
      if (chunks.size() == MAX_CHUNKS) {
        throw new UnreadableException("it has more than 131072 PNG chunks", "export it again");
      }
      if (chunk.type().equals("acTL")) {
        throw new UnreadableException("it is an animated PNG", "save one frame as a picture");
      }
      chunks.add(chunk);
      ended = chunk.type().equals("IEND");
    }
    return new PngFile(chunks);
  }

  private static Chunk nextChunk(ByteBuffer buffer) throws UnreadableException {
    int length = buffer.getInt();
    byte[] name = new byte[4];
    buffer.get(name);
    String type = new String(name, StandardCharsets.ISO_8859_1);
    if (length < 0 || length > buffer.remaining() - 4) {
      throw UnreadableException.damaged("the PNG file ends inside a chunk");
    }
    byte[] data = new byte[length];
    buffer.get(data);
    if (buffer.getInt() != Chunk.checksum(name, data)) {
      throw UnreadableException.damaged("the checksum of a PNG chunk is wrong");
    }
    return new Chunk(type, data);
  }

  /** The same with texts after its header. */
  public PngFile withTexts(List<PngText> texts) {
    List<Chunk> more = new ArrayList<>(chunks);
    more.addAll(1, texts.stream().map(PngText::toChunk).toList());
    return new PngFile(more);
  }

  /** The whole file. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunks.forEach(chunk -> chunk.writeTo(out));
    return out.toByteArray();
  }

  @Override
  public int width() {
    return ByteBuffer.wrap(chunks.get(0).data()).getInt(0);
  }

  @Override
  public int height() {
    return ByteBuffer.wrap(chunks.get(0).data()).getInt(4);
  }

  /** Bits a sample. */
  int depth() {
    return chunks.get(0).data()[8];
  }

  int colourType() {
    return chunks.get(0).data()[9];
  }

  /** The first chunk of a type; of those that may stand once, a second one does not count. */
  Optional<Chunk> first(String type) {
    return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
  }

  @Override
  public BufferedImage decode() throws UnreadableException {
    BufferedImage opaque = stored();
    BufferedImage stored =
        TransparentLevel.of(this).map(level -> level.applyTo(opaque)).orElse(opaque);
    int orientation =
        first("eXIf").map(exif -> ExifOrientation.of(exif.data())).orElse(ExifOrientation.UPRIGHT);
    return ExifOrientation.apply(orientation, stored);
  }

  private BufferedImage stored() throws UnreadableException {
    Optional<BufferedImage> common = PngPixels.decode(this);
    if (common.isPresent()) {
      return common.get();
    }
    List<Chunk> pixels =
        chunks.stream()
            .filter(chunk -> PIXELS.contains(chunk.type()))
            .filter(chunk -> colourType() == PALETTE || !chunk.type().equals("tRNS"))
            .toList();
    return PixelDecoder.decode("png", new PngFile(pixels).toBytes());
  }

  @Override
  public Map<String, String> text() throws UnreadableException {
    Map<String, String> text = new LinkedHashMap<>();
    int left = PngText.MAX_CHARACTERS;
    for (Chunk chunk : chunks) {
      if (PngText.TYPES.contains(chunk.type())) {
        PngText entry = PngText.read(chunk, left);
        text.put(entry.key(), entry.value());
        left -= entry.value().length();
      }
    }
    return Collections.unmodifiableMap(text);
  }
}
