package org.text2layer.image.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * One text of a PNG file (PNG specification, section 11.3.3); written as iTXt, hence as UTF-8.
 *
 * @param key 1 to 79 printable Latin-1 characters without outer or double blanks
 * @param value any Unicode text without NUL
 */
public record PngText(String key, String value) {
  static final Set<String> TYPES = Set.of("tEXt", "zTXt", "iTXt");

  /** For all texts of a file together, inflated: more than any recipe of a picture needs. */
  public static final int MAX_CHARACTERS = 1 << 20;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if one does not fit into a PNG
   */
  public PngText {
    boolean spaced = key.equals(key.strip()) && !key.contains("  ");
    boolean printable = key.chars().allMatch(c -> c >= 32 && c <= 126 || c >= 161 && c <= 255);
    if (key.isEmpty() || key.length() > 79 || !spaced || !printable) {
      throw new IllegalArgumentException(
          ("Expected a PNG keyword of 1 to 79 printable Latin-1 characters with single inner blanks"
                  + " but got '%s': choose a plain word, as caption.")
              .formatted(key));
    }
    String stored = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    if (value.indexOf('\0') >= 0 || !stored.equals(value)) {
      throw new IllegalArgumentException(
          ("Expected the text of '%s' to be Unicode without NUL but it has a NUL or half a surrogate"
                  + " pair: remove that character.")
              .formatted(key));
    }
  }

  PngFile.Chunk toChunk() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(key.getBytes(StandardCharsets.ISO_8859_1));
    data.writeBytes(new byte[5]); // ends the key; not compressed; no language; no translated key
    data.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    return new PngFile.Chunk("iTXt", data.toByteArray());
  }

  static PngText read(PngFile.Chunk chunk, int maxCharacters) throws UnreadableException {
    try {
      return parse(chunk, maxCharacters);
    } catch (BufferUnderflowException | IllegalArgumentException | IOException error) {
      throw UnreadableException.damaged("one of its texts is damaged", error);
    }
  }

  private static PngText parse(PngFile.Chunk chunk, int maxCharacters)
      throws UnreadableException, IOException {
    ByteBuffer data = ByteBuffer.wrap(chunk.data());
    String key = untilZero(data);
    boolean international = chunk.type().equals("iTXt");
    boolean compressed = chunk.type().equals("zTXt");
    if (international) {
      compressed = data.get() != 0;
    }
    if (international || compressed) {
      data.get(); // the method: there is only one
    }
    if (international) {
      untilZero(data); // language
      untilZero(data); // translated key
    }
    Charset charset = international ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    InputStream stream = new ByteArrayInputStream(chunk.data(), data.position(), data.remaining());
    try (InputStream plain = compressed ? new InflaterInputStream(stream) : stream) {
      return new PngText(key, new String(readAtMost(plain, maxCharacters), charset));
    }
  }

  private static String untilZero(ByteBuffer data) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (byte next = data.get(); next != 0; next = data.get()) {
      text.write(next);
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] readAtMost(InputStream stream, int max)
      throws UnreadableException, IOException {
    byte[] text = stream.readNBytes(max + 1);
    if (text.length > max) {
      throw new UnreadableException(
          "its texts have more than " + MAX_CHARACTERS + " characters",
          "remove them from the file");
    }
    return text;
  }
}
