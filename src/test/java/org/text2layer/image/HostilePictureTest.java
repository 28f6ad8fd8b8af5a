package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.image.format.PngFile;
import org.text2layer.image.format.UnreadableException;

/** Whatever a file holds, the reader gives a picture or a {@link PictureException}. */
class HostilePictureTest {
  private static final PictureReader READER = PictureReader.standard().withMaxPixels(100_000);
  private static final byte[] PNG = PngWriter.encode(Pictures.rgb(1, 6, 5), Map.of("seed", "1"));
  private static final byte[] JPEG = Encoded.jpeg(Pictures.rgb(1, 9, 7).toBufferedImage());
  private static final byte[] WEBP = Encoded.webp();
  private static final byte[] ALPHA = Encoded.webpWithAlpha();

  static Stream<byte[]> files() {
    return Stream.of(PNG, JPEG, WEBP, ALPHA);
  }

  @ParameterizedTest
  @MethodSource("files")
  void givenAFileCutAtAnyLength_thenItIsRefusedWithItsName(byte[] file) {
    read(file);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      PictureException error = assertThrows(PictureException.class, () -> read(cut));
      assertTrue(error.getMessage().contains("hostile.bin"), error.getMessage());
    }
  }

  @Test
  void givenPixelDataCutInsideAWholePng_thenItIsRefused() throws UnreadableException {
    List<PngFile.Chunk> chunks = new ArrayList<>(PngFile.parse(PNG).chunks());
    int pixels = chunks.size() - 2;
    byte[] data = chunks.get(pixels).data();
    chunks.set(pixels, new PngFile.Chunk("IDAT", Arrays.copyOf(data, data.length / 2)));
    byte[] file = new PngFile(chunks).toBytes();
    assertThrows(PictureException.class, () -> read(file));
  }

  @Test
  void givenABitstreamCutInsideAWholeWebP_thenNativeCodeGivesAPictureOrAnError() {
    for (int length = 20; length < WEBP.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(WEBP, length));
      cut.order(ByteOrder.LITTLE_ENDIAN).putInt(4, length - 8).putInt(16, length - 20);
      readOrRefuse(cut.array());
    }
  }

  @Test
  void givenDamagedAlphaForWhichThePlugInThrowsOutOfMemoryError_thenItIsRefused() {
    byte[] file = ALPHA.clone();
    file[59] = 108;
    file[1378] = 55;
    PictureException error = assertThrows(PictureException.class, () -> read(file));
    assertTrue(error.getCause().getCause() instanceof OutOfMemoryError, error::toString);
  }

  @Test
  void givenAHeaderThatClaimsAHugePicture_thenItIsRefusedBeforeDecoding() {
    byte[] row = {0, 0, 0, 0};
    assertRefused(Encoded.png(100_000, 100_000, 8, 2, row), "100000x100000");
    assertRefused(Encoded.png(-1, -1, 8, 2, row), "header gives no size");
    byte[] frame = {8, -1, -1, -1, -1, 3, 1, 34, 0, 2, 17, 0, 3, 17, 0};
    byte[] scan = {3, 1, 0, 2, 0, 3, 0, 0, 63, 0};
    byte[] empty = {-1, -40, -1, -39};
    assertRefused(
        Encoded.withSegment(Encoded.withSegment(empty, 0xda, scan), 0xc0, frame), "65535x65535");
    byte[] lossy = WEBP.clone();
    Arrays.fill(lossy, 26, 30, (byte) 0xff);
    assertRefused(lossy, "16383x16383");
    byte[] lossless =
        "RIFF\26\0\0\0WEBPVP8L\5\0\0\0/\u00e7\u00c3\u0031\u0000\0\0\0\0\0"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(lossless, "1000x200");
  }

  @Test
  void givenAWebPWhoseCanvasIsNotItsPicture_thenItIsRefused() {
    ByteBuffer file = ByteBuffer.allocate(WEBP.length + 18).order(ByteOrder.LITTLE_ENDIAN);
    file.put(WEBP, 0, 12).put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10);
    file.putInt(0).put(new byte[] {99, 0, 0, 99, 0, 0}).put(WEBP, 12, WEBP.length - 12);
    file.putInt(4, file.capacity() - 8);
    assertRefused(file.array(), "two different sizes");
    file.put(24, (byte) 255).put(27, (byte) 255);
    assertEquals(256, read(file.array()).width());
  }

  @Test
  void givenTwoPngHeaders_thenTheSecondCannotHideAHugePicture() {
    byte[] huge = {0, 1, 0, 0, 0, 1, 0, 0, 8, 2, 0, 0, 0};
    byte[] row = {0, 1, 2, 3};
    byte[] file = Encoded.png(1, 1, 8, 2, row, new PngFile.Chunk("IHDR", huge));
    assertRefused(file, "header is not the first chunk");
  }

  @Test
  void givenMillionsOfEmptyPiecesInASmallFile_thenTheyAreNotAllKept() {
    PngFile.Chunk[] chunks = new PngFile.Chunk[1 << 17];
    Arrays.fill(chunks, new PngFile.Chunk("IDAT", new byte[0]));
    assertRefused(Encoded.png(1, 1, 8, 2, new byte[] {0, 1, 2, 3}, chunks), "131072 PNG chunks");
    byte[] scan = {1, 1, 0, 0, 63, 0};
    byte[] jpeg = {-1, -40, -1, -39};
    for (int i = 0; i < 1001; i++) {
      jpeg = Encoded.withSegment(jpeg, 0xda, scan);
    }
    byte[] frame = {8, 0, 8, 0, 8, 1, 1, 17, 0};
    assertRefused(Encoded.withSegment(jpeg, 0xc2, frame), "more than 1000 scans");
  }

  private static void assertRefused(byte[] file, String part) {
    PictureException error = assertThrows(PictureException.class, () -> read(file));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Property(tries = 500)
  void givenAFileWithSomeWrongBytes_thenAPictureOrAnError(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (byte[] file : List.of(PNG, JPEG, WEBP, ALPHA)) {
      byte[] wrong = file.clone();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(wrong);
    }
  }

  @Property(tries = 500)
  void givenAPngWithWrongBytesAndRightChecksums_thenAPictureOrAnError(@ForAll long seed)
      throws UnreadableException {
    SplittableRandom random = new SplittableRandom(seed);
    List<PngFile.Chunk> chunks = PngFile.parse(PNG).chunks();
    byte[] data = chunks.get(random.nextInt(chunks.size() - 1)).data();
    data[random.nextInt(data.length)] = (byte) random.nextInt(256);
    readOrRefuse(new PngFile(chunks).toBytes());
  }

  @Property(tries = 500)
  void givenRandomBytesAfterARightStart_thenAPictureOrAnError(
      @ForAll @Size(max = 200) byte[] rest) {
    for (int start : new int[] {0, 8, 12, 20, 40}) {
      for (byte[] file : List.of(PNG, JPEG, WEBP, ALPHA)) {
        byte[] joined = Arrays.copyOf(file, start + rest.length);
        System.arraycopy(rest, 0, joined, start, rest.length);
        readOrRefuse(joined);
      }
    }
  }

  private static void readOrRefuse(byte[] file) {
    try {
      read(file);
    } catch (PictureException expected) {
      assertTrue(expected.getMessage().contains("hostile.bin"), expected.getMessage());
    }
  }

  private static RgbaImage read(byte[] file) {
    return READER.readRgba(new ByteArrayInputStream(file), "hostile.bin");
  }
}
