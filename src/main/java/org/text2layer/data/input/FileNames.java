package org.text2layer.data.input;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.text2layer.data.list.Utf8;

/**
 * File names as UTF-8 whatever the locale of the virtual machine, which would otherwise read and
 * write them as "?" under LANG=C. The bytes of a name are those of its URI.
 */
final class FileNames {
  private FileNames() {}

  /**
   * The last name of a path.
   *
   * @throws CharacterCodingException if its bytes are not UTF-8
   */
  static String name(Path path) throws CharacterCodingException {
    String uri = path.toUri().getRawPath();
    String stripped = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return Utf8.decode(unescaped(stripped.substring(stripped.lastIndexOf('/') + 1)));
  }

  /** The last name of a path with its wrong bytes escaped as %E9: for messages. */
  static String shown(Path path) {
    try {
      return name(path);
    } catch (CharacterCodingException error) {
      String uri = path.toUri().getRawPath();
      return uri.substring(uri.lastIndexOf('/') + 1);
    }
  }

  private static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /**
   * A path in a folder, or an absolute one.
   *
   * @throws InvalidPathException if no file can have this name
   */
  static Path resolve(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException error) { // letters that the locale does not have
      if (name.indexOf('\0') >= 0) {
        throw error;
      }
      String start = name.startsWith("/") ? "file://" : folder.toUri().toString();
      return Path.of(URI.create(start + "/" + escaped(name)));
    }
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
      if (value == '/') {
        escaped.append('/');
      } else {
        escaped.append('%').append("%02X".formatted(value));
      }
    }
    return escaped.toString();
  }
}
