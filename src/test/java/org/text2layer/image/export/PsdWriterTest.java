package org.text2layer.image.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.IfExists;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureException;
import org.text2layer.image.RgbImage;

/** Files are taken apart by a reader of the test's own, written after Adobe's specification. */
@Tag("digits")
class PsdWriterTest {
  @TempDir private Path folder;

  /** What the file says of a layer. */
  private record Layer(String plainName, String name, Map<Integer, byte[]> channels) {}

  /** A whole file. */
  private record Psd(int width, int height, List<Layer> layers, List<byte[]> merged) {}

  @Test
  void theFileHoldsTheLayersFromBottomToTopWithTheirNames() throws IOException {
    Psd psd = read(Exported.image(1, 30, 20, 2));
    assertEquals(30, psd.width);
    assertEquals(20, psd.height);
    assertEquals(
        List.of("background", "layer <1>", "layer <2>"),
        psd.layers.stream().map(Layer::name).toList());
  }

  @Test
  void givenAPeeledPicture_thenItsLayersAndMasksAreThere() throws IOException {
    LayeredImage peeled = Exported.peeled();
    Psd psd = read(peeled);
    assertEquals(
        List.of("background", "layer 1", "layer 2"), psd.layers.stream().map(Layer::name).toList());
    for (int i = 0; i < 2; i++) {
      ImageLayer layer = peeled.layers().get(i);
      assertArrayEquals(layer.mask().toLevels(), psd.layers.get(i + 1).channels.get(-2));
      assertArrayEquals(layer.colour().toLevels(), interleaved(psd.layers.get(i + 1).channels));
    }
  }

  @Test
  void aLayerIsItsColoursOpaqueUnderItsMask() throws IOException {
    LayeredImage image = Exported.image(1, 30, 20, 1);
    Psd psd = read(image);
    ImageLayer layer = image.layers().get(0);
    Map<Integer, byte[]> channels = psd.layers.get(1).channels;
    assertArrayEquals(layer.mask().toLevels(), channels.get(-2));
    assertArrayEquals(Mask.filled(30, 20, 1).toLevels(), channels.get(-1));
    assertArrayEquals(layer.colour().toLevels(), interleaved(channels));
    assertEquals(4, psd.layers.get(0).channels.size(), "the background has no layer mask");
  }

  @Test
  void whoComposesTheLayersByEquation1FindsTheMergedImage() throws IOException {
    for (int count = 0; count <= 4; count++) {
      LayeredImage written = Exported.image(count, 31, 17, count);
      Psd psd = read(written);
      List<ImageLayer> layers = new ArrayList<>();
      for (Layer layer : psd.layers.subList(1, psd.layers.size())) {
        Mask mask = Mask.ofLevels(31, 17, layer.channels.get(-2));
        layers.add(new ImageLayer(layer.name, picture(31, 17, layer.channels), mask));
      }
      RgbImage backdrop = picture(31, 17, psd.layers.get(0).channels);
      LayeredImage image = LayeredImage.of(backdrop, layers);
      assertEquals(EightBit.rounded(written).withProvenance(Map.of()), image);
      Map<Integer, byte[]> merged = new LinkedHashMap<>();
      for (int channel = 0; channel < 3; channel++) {
        merged.put(channel, psd.merged.get(channel));
      }
      assertArrayEquals(image.composed().toLevels(), interleaved(merged));
    }
  }

  @Test
  void givenRowsOfEveryKindThenTheyAreReadBack() throws IOException {
    for (int width : List.of(1, 2, 3, 127, 128, 129, 255, 256, 257, 385)) {
      float[] values = new float[width * 6];
      for (int i = 0; i < values.length; i++) {
        int x = i % width;
        values[i] =
            switch (i / width) {
              case 0 -> 1;
              case 1 -> x % 2;
              case 2 -> x % 4 / 2;
              case 3 -> x < width / 2 ? 0.5f : x % 256 / 255f;
              case 4 -> x == width - 1 ? 1 : 0;
              default -> x * 7 % 256 / 255f;
            };
      }
      Mask mask = Mask.of(width, 6, values);
      RgbImage black = RgbImage.filled(width, 6, 0, 0, 0);
      Psd psd = read(LayeredImage.twoLayer(black, black, mask));
      assertArrayEquals(mask.toLevels(), psd.layers.get(1).channels.get(-2), "width " + width);
    }
  }

  @Test
  void givenNamesOfAnyKindThenUnicodeKeepsThemAndThePlainNameIsCut() throws IOException {
    assertName("a red apple", "a red apple");
    assertName("赤いりんご 🍎", "?????".substring(0, 5) + " ?");
    assertName("x".repeat(300), "x".repeat(255));
    for (int length = 1; length < 9; length++) {
      assertName("n".repeat(length), "n".repeat(length));
    }
  }

  private void assertName(String name, String plain) throws IOException {
    LayeredImage image = Exported.image(1, 2, 2, 1).mapLayers(layer -> layer.named(name));
    Layer layer = read(image).layers.get(1);
    assertEquals(name, layer.name);
    assertEquals(plain, layer.plainName);
  }

  @Test
  void givenMoreThanTheFormatHoldsThenItIsRefusedBeforeAnythingIsRounded() {
    assertDoesNotThrow(() -> PsdWriter.requireFit(30_000, 4_000, 1));
    for (int[] size :
        List.of(
            new int[] {30_001, 1, 1},
            new int[] {1, 30_001, 1},
            new int[] {30_000, 30_000, 1},
            new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 1},
            new int[] {4, 4, 1_001})) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> PsdWriter.requireFit(size[0], size[1], size[2]))
              .getMessage();
      assertTrue(message.contains("%sx%s".formatted(size[0], size[1])), message);
    }
  }

  @Test
  void anExistingFileIsReplacedOnlyWhenToldAndTheSameImageGivesTheSameBytes() throws IOException {
    LayeredImage image = Exported.image(1, 5, 4, 1);
    Path file = folder.resolve("twice.psd");
    PsdWriter.write(image, file);
    byte[] first = Files.readAllBytes(file);
    assertThrows(PictureException.class, () -> PsdWriter.write(image, file));
    PsdWriter.write(image, file, IfExists.REPLACE);
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  private Psd read(LayeredImage image) throws IOException {
    Path file = folder.resolve("read.psd");
    PsdWriter.write(image, file, IfExists.REPLACE);
    ByteArrayInputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
    DataInputStream in = new DataInputStream(bytes);
    assertEquals("8BPS", ascii(in, 4));
    assertEquals(1, in.readShort());
    assertEquals(0, in.readShort() | in.readInt());
    assertEquals(3, in.readShort(), "channels of the merged image");
    int height = in.readInt();
    int width = in.readInt();
    assertEquals(8, in.readShort());
    assertEquals(3, in.readShort(), "RGB");
    assertEquals(0, in.readInt());
    assertEquals(0, in.readInt());
    int section = in.readInt();
    int before = bytes.available();
    List<Layer> layers = layers(in, width, height);
    assertEquals(0, in.readInt(), "no global mask");
    assertEquals(section, before - bytes.available());
    assertEquals(1, in.readShort());
    int[] lengths = new int[3 * height];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = in.readUnsignedShort();
    }
    List<byte[]> merged = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      byte[] plane = new byte[width * height];
      for (int y = 0; y < height; y++) {
        unpack(in, lengths[channel * height + y], plane, y * width, width);
      }
      merged.add(plane);
    }
    assertEquals(0, bytes.available());
    return new Psd(width, height, layers, merged);
  }

  private static List<Layer> layers(DataInputStream in, int width, int height) throws IOException {
    int length = in.readInt();
    assertEquals(0, length % 4);
    int before = in.available();
    List<Layer> layers = new ArrayList<>();
    int count = in.readShort();
    for (int i = 0; i < count; i++) {
      layers.add(layerRecord(in, width, height));
    }
    for (Layer layer : layers) {
      for (Map.Entry<Integer, byte[]> channel : layer.channels.entrySet()) {
        channel.setValue(channel(in, channel.getValue().length, width, height));
      }
    }
    int padding = length - (before - in.available());
    assertTrue(padding >= 0 && padding < 4, "padding of " + padding);
    in.skipNBytes(padding);
    return layers;
  }

  /** Each channel as an array of the length that is said of it. */
  private static Layer layerRecord(DataInputStream in, int width, int height) throws IOException {
    assertEquals(0, in.readLong());
    assertEquals(height, in.readInt());
    assertEquals(width, in.readInt());
    Map<Integer, byte[]> channels = new LinkedHashMap<>();
    int count = in.readShort();
    for (int i = 0; i < count; i++) {
      channels.put((int) in.readShort(), new byte[in.readInt()]);
    }
    assertEquals("8BIMnorm", ascii(in, 8));
    assertEquals(255, in.readUnsignedByte(), "opacity");
    assertEquals(0, in.readUnsignedByte(), "not clipped");
    assertEquals(0, in.readUnsignedByte() & 2, "visible");
    in.readByte();
    int extra = in.readInt();
    int before = in.available();
    int mask = in.readInt();
    assertEquals(channels.containsKey(-2) ? 20 : 0, mask);
    if (mask > 0) {
      assertEquals(0, in.readLong());
      assertEquals(height, in.readInt());
      assertEquals(width, in.readInt());
      assertEquals(0, in.readInt());
    }
    in.skipNBytes(in.readInt());
    int length = in.readUnsignedByte();
    String plain = ascii(in, length);
    in.skipNBytes(3 - length % 4);
    assertEquals("8BIMluni", ascii(in, 8));
    int block = in.readInt();
    int characters = in.readInt();
    String name = new String(in.readNBytes(2 * characters), StandardCharsets.UTF_16BE);
    in.skipNBytes(block - 4 - 2L * characters);
    assertEquals(extra, before - in.available());
    return new Layer(plain, name, channels);
  }

  private static byte[] channel(DataInputStream in, int length, int width, int height)
      throws IOException {
    int before = in.available();
    assertEquals(1, in.readShort(), "PackBits");
    int[] lengths = new int[height];
    for (int y = 0; y < height; y++) {
      lengths[y] = in.readUnsignedShort();
    }
    byte[] plane = new byte[width * height];
    for (int y = 0; y < height; y++) {
      unpack(in, lengths[y], plane, y * width, width);
    }
    assertEquals(length, before - in.available());
    return plane;
  }

  private static void unpack(DataInputStream in, int length, byte[] into, int from, int width)
      throws IOException {
    DataInputStream packed = new DataInputStream(new ByteArrayInputStream(in.readNBytes(length)));
    int at = from;
    while (packed.available() > 0) {
      int head = packed.readByte();
      if (head >= 0) {
        packed.readFully(into, at, head + 1);
        at += head + 1;
      } else {
        byte value = packed.readByte();
        for (int i = 0; i < 1 - head; i++) {
          into[at++] = value;
        }
      }
    }
    assertEquals(from + width, at);
  }

  private static RgbImage picture(int width, int height, Map<Integer, byte[]> channels) {
    byte[] levels = interleaved(channels);
    float[] rgb = new float[levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (levels[i] & 0xff) / 255f;
    }
    return RgbImage.of(width, height, rgb);
  }

  private static byte[] interleaved(Map<Integer, byte[]> channels) {
    byte[] levels = new byte[3 * channels.get(0).length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = channels.get(i % 3)[i / 3];
    }
    return levels;
  }

  private static String ascii(DataInputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
  }
}
