package org.text2layer.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;

/** Captioned pictures, of which a tenth is damaged, each otherwise. */
final class MixedPictures {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 10;

  private MixedPictures() {}

  /**
   * A picture's file with its caption.
   *
   * @param name without its ending
   */
  record Item(String name, String ending, byte[] picture, byte[] caption) {}

  static List<Item> of(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(i));
    }
    return items;
  }

  private static Item item(int number) {
    String name = String.format(Locale.ROOT, "%05d", number);
    byte[] picture = png(number);
    byte[] caption = ("picture number " + number + " – caf\u00e9").getBytes(StandardCharsets.UTF_8);
    if (number % 10 != 7) {
      return new Item(name, "png", picture, caption);
    }
    return switch (number / 10 % 6) {
      case 0 -> new Item(name, "png", Arrays.copyOf(picture, picture.length / 2), caption);
      case 1 ->
          new Item(
              name, "png", "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1), caption);
      case 2 -> new Item(name, "png", bomb(picture), caption);
      case 3 -> new Item(name, "png", picture, " \n".getBytes(StandardCharsets.UTF_8));
      case 4 -> new Item(name, "png", new byte[0], caption);
      default -> new Item(name, "png", picture, new byte[] {'c', 'a', 'f', (byte) 0xe9});
    };
  }

  static byte[] png(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return PngWriter.encode(RgbImage.of(WIDTH, HEIGHT, values), Map.of());
  }

  /** Claims 100,000 x 100,000 pixels: a width and a height stand at byte 16, their sum at 29. */
  private static byte[] bomb(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png.clone());
    bytes.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 sum = new CRC32();
    sum.update(bytes.array(), 12, 17);
    bytes.putInt(29, (int) sum.getValue());
    return bytes.array();
  }

  static void writeFolder(Path folder, List<Item> items) throws IOException {
    for (int i = 0; i < items.size(); i++) {
      Path part = Files.createDirectories(folder.resolve("part " + i / 20));
      Item item = items.get(i);
      Files.write(part.resolve(item.name() + "." + item.ending()), item.picture());
      Files.write(part.resolve(item.name() + ".txt"), item.caption());
    }
  }

  /** A list with paths to the pictures of a folder, which are written as well. */
  static Path writeList(Path folder, String name, List<Item> items) throws IOException {
    writeFolder(folder, items);
    boolean json = name.endsWith(".jsonl");
    String separator = name.endsWith(".tsv") ? "\t" : ",";
    StringBuilder rows = new StringBuilder(json ? "" : "file" + separator + "caption\n");
    for (int i = 0; i < items.size(); i++) {
      String path = "part %s/%s.png".formatted(i / 20, items.get(i).name());
      String caption = new String(items.get(i).caption(), StandardCharsets.ISO_8859_1).strip();
      rows.append(
          json
              ? "{\"file\": \"%s\", \"caption\": \"%s\"}%n".formatted(path, caption)
              : path + separator + caption + "\n");
    }
    return Files.writeString(folder.resolve(name), rows.toString());
  }

  /** Archives of so many pictures each. */
  static void writeArchives(Path folder, List<Item> items, int together) throws IOException {
    Files.createDirectories(folder);
    for (int first = 0; first < items.size(); first += together) {
      byte[] tar = tar(items.subList(first, Math.min(items.size(), first + together)));
      String name = String.format(Locale.ROOT, "%03d.tar", first / together);
      boolean packed = first / together == 1;
      try (OutputStream out = Files.newOutputStream(folder.resolve(packed ? name + ".gz" : name))) {
        if (packed) {
          try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(tar);
          }
        } else {
          out.write(tar);
        }
      }
    }
  }

  private static byte[] tar(List<Item> items) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Item item : items) {
        add(tar, item.name() + "." + item.ending(), item.picture());
        add(tar, item.name() + ".txt", item.caption());
      }
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] contents)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(contents.length);
    tar.putArchiveEntry(entry);
    tar.write(contents);
    tar.closeArchiveEntry();
  }
}
