package org.text2layer.metrics.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.data.DatasetException;
import org.text2layer.image.PictureException;
import org.text2layer.metrics.mask.MaskScores;

class HumanMasksTest {
  private static final int SIZE = Discs.SIZE;
  private static final GeneratedSample SAMPLE = sample("a");

  @TempDir Path folder;

  private static GeneratedSample sample(String name) {
    return new GeneratedSample(name, "", Discs.disc());
  }

  /** A mask as an editor may write it: the right half is the object. */
  private record Editor(String name, BufferedImage picture) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Editor> editors() {
    byte[] reds = {0, (byte) 128};
    byte[] none = {0, 0};
    IndexColorModel palette = new IndexColorModel(1, 2, reds, none, none);
    return Stream.of(
        argb("grey levels", BufferedImage.TYPE_BYTE_GRAY, 0xff000000, 0xffffffff),
        argb("RGB", BufferedImage.TYPE_INT_RGB, 0xff000000, 0xffffffff),
        argb("opaque RGBA", BufferedImage.TYPE_INT_ARGB, 0xff000000, 0xffffffff),
        argb("black strokes on an empty layer", BufferedImage.TYPE_INT_ARGB, 0, 0xff000000),
        argb("a cut-out", BufferedImage.TYPE_INT_ARGB, 0x00ffffff, 0xff3060a0),
        argb("painted in red", BufferedImage.TYPE_INT_RGB, 0xff000000, 0xffff0000),
        samples("labels 0 and 1", BufferedImage.TYPE_BYTE_GRAY, 1),
        samples("16 bits", BufferedImage.TYPE_USHORT_GRAY, 65535),
        new Editor(
            "a palette",
            filled(
                new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY, palette), x -> 1)));
  }

  private static Editor argb(String name, int type, int outside, int object) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, type);
    for (int i = 0; i < SIZE * SIZE; i++) {
      picture.setRGB(i % SIZE, i / SIZE, i % SIZE < SIZE / 2 ? outside : object);
    }
    return new Editor(name, picture);
  }

  private static Editor samples(String name, int type, int object) {
    return new Editor(name, filled(new BufferedImage(SIZE, SIZE, type), x -> object));
  }

  private static BufferedImage filled(BufferedImage picture, IntUnaryOperator value) {
    for (int i = 0; i < SIZE * SIZE; i++) {
      int x = i % SIZE;
      picture.getRaster().setSample(x, i / SIZE, 0, x < SIZE / 2 ? 0 : value.applyAsInt(x));
    }
    return picture;
  }

  private void write(String name, BufferedImage picture) throws IOException {
    assertTrue(ImageIO.write(picture, "png", folder.resolve(name).toFile()));
  }

  @ParameterizedTest
  @MethodSource("editors")
  void givenAMaskOfAnyEditorThenTheObjectIsItsRightHalf(Editor editor) throws IOException {
    write("a.png", editor.picture());
    HumanMasks.Fitted fitted = HumanMasks.in(folder).of(SAMPLE);
    float[] expected = new float[SIZE * SIZE];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i % SIZE < SIZE / 2 ? 0 : 1;
    }
    assertArrayEquals(expected, fitted.mask().toArray());
    assertTrue(fitted.remark().isEmpty());
  }

  @Test
  void givenSoftSixteenBitLevelsThenTheyStaySoft() throws IOException {
    BufferedImage soft = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_USHORT_GRAY);
    write("a.png", filled(soft, x -> 1000 * x));
    float value = HumanMasks.in(folder).of(SAMPLE).mask().value(40, 3);
    assertEquals(40_000 / 65535f, value, 1e-6f);
  }

  @Test
  void givenAnotherSizeThenTheMaskIsResizedAndThatIsSaid() throws IOException {
    write("a.png", new BufferedImage(2 * SIZE, 2 * SIZE, BufferedImage.TYPE_BYTE_GRAY));
    write("b.png", new BufferedImage(2 * SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY));
    HumanMasks masks = HumanMasks.in(folder);
    MaskAgreement agreement = MaskAgreement.withHumans(List.of(SAMPLE, sample("b")), masks);
    assertEquals(
        List.of(
            "a.png: 128x128 resized to 64x64",
            "b.png: 128x64 resized to 64x64, which changed its shape"),
        agreement.remarks());
    assertArrayEquals(new double[2], agreement.values(MaskScores::iou), "of empty masks");
  }

  @Test
  void givenMissingAndExtraFilesThenOneSentenceNamesBoth() throws IOException {
    write("a.png", new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY));
    write("other.png", new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY));
    Files.writeString(folder.resolve("notes.txt"), "not a mask");
    Files.writeString(folder.resolve(".hidden"), "not looked at");
    HumanMasks masks = HumanMasks.in(folder);
    List<GeneratedSample> samples = List.of(SAMPLE, sample("b"), sample("c"));
    String message =
        assertThrows(DatasetException.class, () -> MaskAgreement.withHumans(samples, masks))
            .getMessage();
    assertTrue(
        message.contains("2 are missing (b, c) and 2 files are no sample's (notes.txt, other.png)"),
        message);
    assertEquals(Set.of("a", "other"), masks.names());
  }

  @Test
  void givenNoFolderThenTheSentenceNamesIt() {
    Path missing = folder.resolve("nowhere");
    String message =
        assertThrows(DatasetException.class, () -> HumanMasks.in(missing)).getMessage();
    assertTrue(message.contains("nowhere"), message);
  }

  @Test
  void givenWhatCanBeReadInTwoWaysThenItIsRefused() throws IOException {
    BufferedImage both = argb("", BufferedImage.TYPE_INT_ARGB, 0xff000000, 0xffffffff).picture();
    both.setRGB(0, 0, 0);
    write("a.png", both);
    BufferedImage coloured = argb("", BufferedImage.TYPE_INT_RGB, 0xff0000ff, -1).picture();
    write("b.png", coloured);
    HumanMasks masks = HumanMasks.in(folder);
    String transparent =
        assertThrows(IllegalArgumentException.class, () -> masks.of(SAMPLE)).getMessage();
    assertTrue(transparent.contains("save it without transparency"), transparent);
    String blue =
        assertThrows(IllegalArgumentException.class, () -> masks.of(sample("b"))).getMessage();
    assertTrue(blue.contains("pixel (0, 0)") && blue.contains("b.png"), blue);
  }

  @Test
  void givenAFileThatIsNoPictureThenItIsNamed() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no picture");
    HumanMasks masks = HumanMasks.in(folder);
    String message = assertThrows(PictureException.class, () -> masks.of(SAMPLE)).getMessage();
    assertTrue(message.contains("a.png"), message);
  }
}
