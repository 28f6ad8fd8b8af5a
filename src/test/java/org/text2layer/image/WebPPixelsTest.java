package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pins the pixels of Emoji Scenes. The hashes are Pillow 13.0.0's (libwebp 1.6.0): SHA-256 of
 * {@code Image.open(file).convert("RGBA").tobytes()}; with the same rule all 3,083 files were found
 * equal.
 */
class WebPPixelsTest {
  @ParameterizedTest
  @CsvSource({
    "objects/1f0cf, 256x256, 83d9783d69082e97030c7c5f70cd5a01a5135fcaee6163094043484e1b879a7e",
    "objects/1fa90, 256x264, 43315803a1f88aa5ade6c50c5b828890af5fb9421d8ee0e1c2935ad5dbe356cf",
    "backgrounds/0000, 256x256, 7cd992888ccc0ec4e0d1b43ad8acd82f33bc89bd0e8a6eded415055768438c1e",
    "backgrounds/0685, 256x256, 4d6094f91fd01140541d87c29bf97bf92b200fa72eb8476fd3f8543a66fae0a4",
    "backgrounds/2399, 256x256, b14dbb6eae96cd8e6aa1666744c491255e9a01c60ef634b09391c7e3e179bbd7",
  })
  void givenAPictureOfEmojiScenes_whenRead_thenItsPixelsArePillows(
      String name, String size, String sha256) throws IOException, NoSuchAlgorithmException {
    RgbaImage picture = read(name);
    assertEquals("RgbaImage " + size, picture.toString());
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(rgba(picture));
    assertEquals(sha256, HexFormat.of().formatHex(hash));
  }

  private static RgbaImage read(String name) throws IOException {
    String resource = "/org/text2layer/data/emoji-scenes/" + name + ".webp";
    try (InputStream stream = WebPPixelsTest.class.getResourceAsStream(resource)) {
      return PictureReader.standard().readRgba(stream, resource);
    }
  }

  private static byte[] rgba(RgbaImage picture) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * picture.width() * picture.height());
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          bytes.put((byte) Math.round(255 * picture.colour().value(x, y, channel)));
        }
        bytes.put((byte) Math.round(255 * picture.alpha().value(x, y)));
      }
    }
    return bytes.array();
  }
}
