package org.text2layer.nn.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256, unless told otherwise, in hexadecimal: what tells one network's weights, or one file,
 * from another.
 */
public final class Checksum {
  private Checksum() {}

  /** Of all bytes to the end of a stream, which stays open. */
  public static String of(InputStream stream) throws IOException {
    return of(stream, sha256());
  }

  private static String of(InputStream stream, MessageDigest digest) throws IOException {
    new DigestInputStream(stream, digest).transferTo(OutputStream.nullOutputStream());
    return hex(digest.digest());
  }

  /** Of a file. */
  public static String of(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream);
    }
  }

  /**
   * MD5 of a file, which older publishers give: it tells one file from another, but one can be made
   * that passes for another.
   */
  public static String md5(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream, digest("MD5"));
    }
  }

  /** Of all plain files in a folder and those in it, with their names, in the names' order. */
  public static String ofFolder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files = paths.filter(Files::isRegularFile).sorted().toList();
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      lines.append(of(file)).append("  ").append(name).append('\n');
    }
    return of(lines.toString());
  }

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of numbers, as their big-endian bits. */
  public static String of(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
    bytes.asFloatBuffer().put(values);
    return hex(sha256().digest(bytes.array()));
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest sha256() {
    return digest("SHA-256");
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("Expected " + algorithm + ", which every Java has.", error);
    }
  }
}
