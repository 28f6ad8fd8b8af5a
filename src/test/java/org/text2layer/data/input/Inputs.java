package org.text2layer.data.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.text2layer.image.Pictures;
import org.text2layer.image.PngWriter;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.UnreadableException;

/** Picture files and folders for tests of the data package, good and bad. */
public final class Inputs {
  public static final byte[] GIF = "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1);

  private Inputs() {}

  public static byte[] png(long seed) {
    return PngWriter.encode(Pictures.rgb(seed, 12, 10), Map.of());
  }

  public static byte[] truncatedPng(long seed) {
    byte[] png = png(seed);
    return Arrays.copyOf(png, png.length / 2);
  }

  public static byte[] jpeg(long seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(Pictures.rgb(seed, 12, 10).toBufferedImage(), "jpeg", out);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    return out.toByteArray();
  }

  public static byte[] webp() {
    String resource = "/org/text2layer/data/emoji-scenes/backgrounds/0685.webp";
    try (InputStream stream = Inputs.class.getResourceAsStream(resource)) {
      return stream.readAllBytes();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** A small file that claims 100,000 x 100,000 pixels. */
  public static byte[] bomb() {
    try {
      List<PngFile.Chunk> chunks = new ArrayList<>(PngFile.parse(png(1)).chunks());
      byte[] header = chunks.get(0).data().clone();
      ByteBuffer.wrap(header).putInt(100_000).putInt(100_000);
      chunks.set(0, new PngFile.Chunk("IHDR", header));
      return new PngFile(chunks).toBytes();
    } catch (UnreadableException error) {
      throw new IllegalStateException(error);
    }
  }

  /** A path in a folder whose name has these bytes, given as in a URI: "caf%E9.png". */
  public static Path raw(Path folder, String escaped) {
    String start = folder.toUri().toString();
    return Path.of(URI.create(start + (start.endsWith("/") ? "" : "/") + escaped));
  }

  public static void write(Path folder, String name, byte[] picture, String caption) {
    try {
      Path file = raw(folder, name);
      Files.createDirectories(file.getParent());
      Files.write(file, picture);
      String text = name.substring(0, name.lastIndexOf('.')) + ".txt";
      Files.writeString(raw(folder, text), caption);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** 60 pictures in a folder, of which 6 are damaged, each otherwise. */
  public static void writeMixed(Path folder) {
    for (int i = 0; i < 60; i++) {
      String name = "part" + i / 20 + String.format(Locale.ROOT, "/%03d", i);
      String caption = "picture number " + i;
      switch (i) {
        case 7 -> write(folder, name + ".png", truncatedPng(i), caption);
        case 13 -> write(folder, name + ".gif", GIF, caption);
        case 22 -> write(folder, name + ".png", bomb(), caption);
        case 31 -> write(folder, name + ".png", png(i), " \n");
        case 44 -> write(folder, name + "%E9.png", png(i), caption);
        case 50 -> write(folder, name + "%20caf%C3%A9.png", png(i), "caf\u00e9 " + i);
        case 58 -> write(folder, name + ".jpg", new byte[0], caption);
        default -> {
          byte[] picture = i % 3 == 0 ? jpeg(i) : i % 10 == 5 ? webp() : png(i);
          write(folder, name + (i % 3 == 0 ? ".jpg" : ".png"), picture, caption);
        }
      }
    }
  }

  /** The numbers of {@link #writeMixed}'s damaged ones. */
  public static List<Long> mixedDamaged() {
    return List.of(7L, 13L, 22L, 31L, 44L, 58L);
  }

  static List<InputRecord> read(PictureSource source) {
    try (Stream<InputRecord> records = source.records()) {
      return records.toList();
    }
  }

  /** "key: caption" of a good record, "key! reason" of a bad one. */
  static List<String> lines(PictureSource source) {
    return read(source).stream()
        .map(
            record ->
                record instanceof FailedRecord failed
                    ? failed.key() + "! " + failed.reason()
                    : record.toString())
        .toList();
  }
}
