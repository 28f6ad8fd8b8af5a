package org.text2layer.image.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.IfExists;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

@Tag("digits")
class LayerArchiveTest {
  private final LayerArchiveReader reader = LayerArchiveReader.standard();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 12})
  void whatWasWrittenIsReadWithItsNamesAndItsProvenanceInOrder(int layers) {
    LayeredImage image = Exported.image(layers, 13, 7, layers);
    LayeredImage read = reader.read(write(image));
    assertEquals(image, read);
    assertEquals(
        new ArrayList<>(image.provenance().keySet()), new ArrayList<>(read.provenance().keySet()));
  }

  @Test
  void givenAPeeledPicture_thenItsLayersAndHowTheyCameAreRead() {
    LayeredImage peeled = Exported.peeled();
    assertEquals(peeled, reader.read(write(peeled)));
    assertEquals(List.of("layer 1", "layer 2"), names(peeled));
    assertEquals("up to 3 layers", peeled.provenance().get("peeling"));
  }

  private static List<String> names(LayeredImage image) {
    return image.layers().stream().map(ImageLayer::name).toList();
  }

  @Test
  void givenValuesBetweenLevels_thenEachIsRoundedToTheNearest() {
    RgbImage colour = RgbImage.filled(2, 2, 99.4f / 255, 99.6f / 255, 0);
    LayeredImage image = LayeredImage.twoLayer(colour, colour, Mask.filled(2, 2, 0.5f));
    LayeredImage read = reader.read(write(image));
    assertEquals(RgbImage.filled(2, 2, 99 / 255f, 100 / 255f, 0), read.foreground());
    assertEquals(read.foreground(), read.background());
    assertEquals(Mask.filled(2, 2, 128 / 255f), read.mask());
  }

  @Test
  void givenColourWhereTheMaskIs0_thenItIsKept() {
    LayeredImage image =
        LayeredImage.twoLayer(
            RgbImage.filled(2, 2, 1, 0.2f, 0.4f),
            RgbImage.filled(2, 2, 0, 0, 0),
            Mask.filled(2, 2, 0));
    assertEquals(image, reader.read(write(image)));
  }

  @Test
  void theManifestAndThePicturesAreForOtherProgramsToo() throws IOException {
    LayeredImage image = Exported.image(3, 5, 4, 2);
    Map<String, byte[]> entries = Exported.unzip(write(image));
    assertEquals(
        List.of(
            "manifest.json",
            "composed.png",
            "backdrop.png",
            "layer-1.png",
            "mask-1.png",
            "layer-2.png",
            "mask-2.png"),
        List.copyOf(entries.keySet()));
    JsonObject json =
        JsonParser.parseString(Exported.text(entries.get("manifest.json"))).getAsJsonObject();
    assertEquals(1, json.get("version").getAsInt());
    assertEquals(5, json.get("width").getAsInt());
    JsonObject top = json.getAsJsonArray("layers").get(1).getAsJsonObject();
    assertEquals("layer <2>", top.get("name").getAsString());
    assertEquals("layer-2.png", top.get("cutOut").getAsString());
    assertEquals(image.layers().get(1).mask(), Mask.from(png(entries, "mask-2.png")));
    assertArrayEquals(
        image.composed().toArray(),
        RgbImage.from(png(entries, "composed.png")).toArray(),
        0.5f / 255 + 1e-6f);
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(write(Exported.image(1, 9, 9, 2)));
    assertArrayEquals(first, Files.readAllBytes(write(Exported.image(1, 9, 9, 2))));
  }

  @Test
  void givenWhatAnArchiveCannotHold_thenRefusedAndNothingWritten() throws IOException {
    LayeredImage image = Exported.image(1, 1, 1, 1);
    ImageLayer layer = image.layers().get(0);
    assertRefused(
        "half a surrogate pair", image.mapLayers(each -> each.named("half \ud83c of a pair")));
    assertRefused("at most 1000 layers", LayeredImage.of(image.backdrop(), repeated(layer, 1001)));
    assertRefused("'caption'", image.withProvenance(Map.of("caption", "half \ud83c of a pair")));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void givenAsManyLayersAsAllowed_thenTheArchiveCanBeRead() {
    LayeredImage image = Exported.image(1, 1, 1, 1);
    LayeredImage many =
        LayeredImage.of(image.backdrop(), repeated(image.layers().get(0), Manifest.MAX_LAYERS));
    assertEquals(many, reader.read(write(many)));
  }

  private void assertRefused(String part, LayeredImage image) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> write(image));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  private static List<ImageLayer> repeated(ImageLayer layer, int count) {
    return Collections.nCopies(count, layer);
  }

  private Path write(LayeredImage image) {
    Path file = folder.resolve("image.zip");
    LayerArchiveWriter.write(image, file, IfExists.REPLACE);
    return file;
  }

  private static BufferedImage png(Map<String, byte[]> entries, String name) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(entries.get(name)));
  }
}
