package org.text2layer.nn.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void givenAbcAsTextOrFile_thenItsChecksumIsThatOfTheStandard() throws IOException {
    assertEquals(ABC, Checksum.of("abc"));
    Path file = Files.writeString(folder.resolve("file"), "abc");
    assertEquals(ABC, Checksum.of(file));
    assertEquals("900150983cd24fb0d6963f7d28e17f72", Checksum.md5(file), "RFC 1321, A.5");
  }

  @Test
  void givenAFolder_thenContentsAndNamesCountAndLineUpAsSha256sumWritesThem() throws IOException {
    Files.createDirectory(folder.resolve("unet"));
    Files.writeString(folder.resolve("unet/weights"), "abc");
    String checksum = Checksum.ofFolder(folder);
    assertEquals(Checksum.of(ABC + "  unet/weights\n"), checksum);
    Files.move(folder.resolve("unet/weights"), folder.resolve("unet/other"));
    assertNotEquals(checksum, Checksum.ofFolder(folder));
  }

  @Test
  void givenNumbersThatDifferInTheLastBit_thenTheirChecksumsDiffer() {
    assertNotEquals(Checksum.of(new float[] {1, 2}), Checksum.of(new float[] {1, Math.nextUp(2f)}));
  }
}
