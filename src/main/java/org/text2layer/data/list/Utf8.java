package org.text2layer.data.list;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
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
