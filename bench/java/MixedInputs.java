import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.tar.TarWriter;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;

/**
 * Flattened samples of Emoji Scenes as a folder, a CSV list and a tar, a third each, of which every
 * tenth record is damaged; and a file that tells which and how.
 */
final class MixedInputs {
  /** Prints where a record comes from and what it must become: one line each. */
  static final String EXPECTED = "expected.tsv";

  /** The ways in which records are damaged, in turn. */
  private enum Damage {
    NONE("ok"),
    TRUNCATED("failed"),
    WRONG_TYPE("failed"),
    BOMB("failed"),
    EMPTY_CAPTION("failed"),
    WRONG_NAME("failed");

    private final String expected;

    Damage(String expected) {
      this.expected = expected;
    }
  }

  private final Path folder;
  private final EmojiScenes scenes = EmojiScenes.all();
  private final List<String> expected = new ArrayList<>();

  private MixedInputs(Path folder) {
    this.folder = folder;
  }

  /** Arguments: a new folder, and the number of records. */
  public static void main(String[] arguments) throws IOException {
    new MixedInputs(Path.of(arguments[0])).write(Integer.parseInt(arguments[1]));
  }

  private void write(int records) throws IOException {
    int third = records / 3;
    writeFolder(0, third);
    writeList(third, 2 * third);
    writeTar(2 * third, records);
    Files.write(folder.resolve(EXPECTED), expected, StandardCharsets.UTF_8);
  }

  /** Every tenth; of those, one of five kinds after the other. */
  private Damage damage(int number) {
    int kinds = Damage.values().length - 1;
    return number % 10 == 7 ? Damage.values()[1 + number / 10 % kinds] : Damage.NONE;
  }

  private void expect(int number, String source) {
    Damage damage = damage(number);
    String what = damage.name().toLowerCase(Locale.ROOT);
    expected.add("%s\t%s\t%s\t%s".formatted(number, source, damage.expected, what));
  }

  private void writeFolder(int from, int to) throws IOException {
    for (int number = from; number < to; number++) {
      LayeredSample sample = scenes.sample(number);
      boolean broken = damage(number) == Damage.WRONG_NAME;
      // A Latin-1 e with an acute accent, which is no UTF-8; and a good one.
      String name = String.format(Locale.ROOT, "%06d", number) + (broken ? "%E9" : number % 50 == 3 ? "%C3%A9" : "");
      Path part = Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "folder/part%03d", number / 100)));
      String ending = ending(number);
      Files.write(raw(part, name + "." + ending), picture(sample.picture(), number, ending));
      Files.writeString(raw(part, name + ".txt"), caption(sample, number));
      expect(number, "folder");
    }
  }

  private static Path raw(Path parent, String escaped) {
    return Path.of(URI.create(parent.toUri().toString() + escaped));
  }

  private void writeList(int from, int to) throws IOException {
    Path parent = Files.createDirectories(folder.resolve("list/pictures"));
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes("path,caption\n".getBytes(StandardCharsets.UTF_8));
    for (int number = from; number < to; number++) {
      LayeredSample sample = scenes.sample(number);
      String ending = ending(number);
      String name = String.format(Locale.ROOT, "%06d.%s", number, ending);
      Files.write(parent.resolve(name), picture(sample.picture(), number, ending));
      list.writeBytes((String.format(Locale.ROOT, "pictures/%06d", number)).getBytes(StandardCharsets.UTF_8));
      if (damage(number) == Damage.WRONG_NAME) {
        list.write(0xE9);
      }
      String rest = "." + ending + ",\"" + caption(sample, number) + "\"\n";
      list.writeBytes(rest.getBytes(StandardCharsets.UTF_8));
      expect(number, "list");
    }
    Files.write(folder.resolve("list/list.csv"), list.toByteArray());
  }

  /** A name that is not UTF-8 does not fit into our own writer: here its caption is not. */
  private void writeTar(int from, int to) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("pictures.tar"))) {
      TarWriter tar = new TarWriter(out);
      for (int number = from; number < to; number++) {
        LayeredSample sample = scenes.sample(number);
        String ending = ending(number);
        byte[] caption = caption(sample, number).getBytes(StandardCharsets.UTF_8);
        if (damage(number) == Damage.WRONG_NAME) {
          caption = Arrays.copyOf(caption, caption.length + 1);
          caption[caption.length - 1] = (byte) 0xE9;
        }
        String key = String.format(Locale.ROOT, "%06d", number);
        tar.add(key + "." + ending, picture(sample.picture(), number, ending));
        tar.add(key + ".txt", caption);
        expect(number, "tar");
      }
      tar.finish();
    }
  }

  private String ending(int number) {
    return number % 3 == 0 ? "jpg" : "png";
  }

  private String caption(LayeredSample sample, int number) {
    return damage(number) == Damage.EMPTY_CAPTION ? "  " : sample.caption();
  }

  private byte[] picture(RgbImage picture, int number, String ending) throws IOException {
    byte[] good = ending.equals("png") ? PngWriter.encode(picture, Map.of()) : jpeg(picture);
    return switch (damage(number)) {
      case TRUNCATED -> Arrays.copyOf(good, good.length / 2);
      case WRONG_TYPE -> "GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1);
      case BOMB -> bomb(picture);
      case NONE, EMPTY_CAPTION, WRONG_NAME -> good;
    };
  }

  private static byte[] jpeg(RgbImage picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(picture.toBufferedImage(), "jpeg", out)) {
      throw new IOException("no JPEG writer");
    }
    return out.toByteArray();
  }

  /** A small PNG whose header claims 100,000 x 100,000 pixels, with the right checksum. */
  private static byte[] bomb(RgbImage picture) {
    byte[] png = PngWriter.encode(picture, Map.of());
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    bytes.putInt(29, (int) checksum.getValue());
    return png;
  }
}
