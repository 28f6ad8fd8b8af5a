package org.text2layer.data.list;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text that must be UTF-8, since replaced letters in a caption would go unseen into training. */
public final class Utf8 {
  private Utf8() {}

  /**
   * The text.
   *
   * @throws CharacterCodingException if the bytes are not UTF-8; the message says so
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    return decode(ByteBuffer.wrap(bytes), StandardCharsets.UTF_8);
  }

  /**
   * The text of a whole file without the mark that some editors begin it with, which may also say
   * that it is UTF-16.
   *
   * @throws CharacterCodingException if it is neither, or has NULs, as UTF-16 has where it lacks
   *     its mark; the message says so
   */
  public static String decodeFile(byte[] bytes) throws CharacterCodingException {
    Charset charset = markedCharset(bytes);
    String text = decode(ByteBuffer.wrap(bytes), charset);
    if (text.indexOf('\0') >= 0) {
      throw new NotUtf8Exception();
    }
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Whether a list begins so: with UTF-16's mark, or with an ASCII letter of 16 bits. */
  static boolean looksLikeUtf16(byte[] start) {
    return markedCharset(start) != StandardCharsets.UTF_8
        || start.length > 1 && (start[0] == 0) != (start[1] == 0);
  }

  private static Charset markedCharset(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    return switch (mark) {
      case 0xfffe -> StandardCharsets.UTF_16LE;
      case 0xfeff -> StandardCharsets.UTF_16BE;
      default -> StandardCharsets.UTF_8;
    };
  }

  private static String decode(ByteBuffer bytes, Charset charset) throws CharacterCodingException {
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException error) {
      throw new NotUtf8Exception();
    }
  }

  private static final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      return "it is not UTF-8";
    }
  }
}
