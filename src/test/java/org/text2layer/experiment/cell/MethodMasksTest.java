package org.text2layer.experiment.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureException;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;

class MethodMasksTest {
  private static final Mask LEFT = Mask.of(2, 1, new float[] {1, 0});

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = Files.createDirectories(folder.resolve("a/seed-0")).resolve("00001.png");
  }

  private Optional<Double> overlap(Picture drawn) {
    PngWriter.write(drawn, Map.of(), file);
    return new MethodMasks(folder).overlap("a", 0, 1, LEFT);
  }

  @Test
  void givenWhiteOnBlackThenWhiteIsTheObject() {
    assertEquals(Optional.of(1.0), overlap(RgbImage.of(2, 1, new float[] {1, 1, 1, 0, 0, 0})));
  }

  @Test
  void givenNoMaskOfAPictureThenThereIsNoOverlap() {
    assertEquals(Optional.empty(), new MethodMasks(folder).overlap("a", 1, 1, LEFT));
  }

  @Test
  void givenAMaskOfAnotherSizeThenItsFileAndBothSizesAreNamed() {
    String message =
        assertThrows(PictureException.class, () -> overlap(RgbImage.filled(3, 1, 1, 1, 1)))
            .getMessage();
    assertTrue(message.contains("2x1") && message.contains("00001.png but it is 3x1"), message);
  }
}
