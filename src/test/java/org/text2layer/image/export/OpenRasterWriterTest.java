package org.text2layer.image.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.IfExists;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.Pictures;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Files are taken apart by the JDK's ZIP and XML and held against the specification, 0.0.6. */
@Tag("digits")
class OpenRasterWriterTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @TempDir private Path folder;

  @Test
  void theFileStartsWithItsMediaTypeAndHoldsWhatTheFileLayoutAsksFor() throws Exception {
    Path file = write(Exported.image(1, 30, 20, 2));
    byte[] bytes = Files.readAllBytes(file);
    String start = new String(bytes, 30, 24, StandardCharsets.US_ASCII);
    assertEquals("mimetypeimage/openraster", start, "first, stored, without extra fields");
    assertEquals(0, bytes[8] | bytes[9], "method of the first entry: stored");
    Map<String, byte[]> entries = Exported.unzip(file);
    Set<String> expected = new LinkedHashSet<>(List.of("mimetype", "stack.xml", "mergedimage.png"));
    expected.add("Thumbnails/thumbnail.png");
    layers(entries).forEach(layer -> expected.add(layer.getAttribute("src")));
    assertEquals(expected, entries.keySet());
    entries.forEach(
        (name, content) -> {
          if (name.endsWith(".png")) {
            assertArrayEquals(PNG, Arrays.copyOf(content, 8), name);
            assertEquals(8, content[24], () -> name + ": bits a channel");
            assertEquals(0, content[28], () -> name + ": not interlaced");
          }
        });
  }

  @Test
  void theStackTellsSizeAndLayersFromTopToBottomWithAllAttributesOfTheBaseline() throws Exception {
    Map<String, byte[]> entries = Exported.unzip(write(Exported.image(1, 30, 20, 2)));
    Element image = stack(entries);
    assertEquals("image", image.getTagName());
    assertEquals("30", image.getAttribute("w"));
    assertEquals("20", image.getAttribute("h"));
    assertEquals(1, image.getElementsByTagName("stack").getLength());
    List<String> names = new ArrayList<>();
    for (Element layer : layers(entries)) {
      names.add(layer.getAttribute("name"));
      assertTrue(layer.getAttribute("src").startsWith("data/"));
      assertEquals("0", layer.getAttribute("x"));
      assertEquals("0", layer.getAttribute("y"));
      assertEquals(1, Double.parseDouble(layer.getAttribute("opacity")));
      assertEquals("visible", layer.getAttribute("visibility"));
      assertEquals("svg:src-over", layer.getAttribute("composite-op"));
    }
    assertEquals(List.of("layer <2>", "layer <1>", "background"), names);
  }

  @Test
  void whoComposesTheLayersByEquation1FindsTheMergedImageWithinOneLevel() throws Exception {
    for (int count = 0; count <= 6; count++) {
      LayeredImage written = Exported.image(count, 31, 17, count);
      Map<String, byte[]> entries = Exported.unzip(write(written));
      List<Element> upwards = layers(entries);
      Collections.reverse(upwards);
      double[] composed = new double[3 * 31 * 17];
      for (Element layer : upwards) {
        RgbaImage picture = picture(entries, layer.getAttribute("src"));
        for (int i = 0; i < composed.length; i++) {
          double m = picture.alpha().toArray()[i / 3];
          composed[i] = m * picture.colour().toArray()[i] + (1 - m) * composed[i];
        }
      }
      float[] merged = picture(entries, "mergedimage.png").colour().toArray();
      float[] original = written.composed().toArray();
      for (int i = 0; i < composed.length; i++) {
        assertEquals(composed[i] * 255, merged[i] * 255, 1);
        assertEquals(original[i] * 255, merged[i] * 255, count + 1.0);
      }
    }
  }

  @Test
  void givenAPeeledPicture_thenTheNearestLayerIsTheFirst() throws Exception {
    LayeredImage peeled = Exported.peeled();
    Map<String, byte[]> entries = Exported.unzip(write(peeled));
    List<Element> layers = layers(entries);
    assertEquals(
        List.of("layer 2", "layer 1", "background"),
        layers.stream().map(layer -> layer.getAttribute("name")).toList());
    for (int i = 0; i < 2; i++) {
      RgbaImage layer = picture(entries, layers.get(i).getAttribute("src"));
      assertEquals(peeled.layers().get(1 - i).mask(), layer.alpha());
    }
    RgbaImage backdrop = picture(entries, layers.get(2).getAttribute("src"));
    assertEquals(peeled.backdrop(), backdrop.colour());
  }

  @Test
  void theThumbnailIsAsLargeAsAllowedButNeverLargerThanTheImage() throws Exception {
    assertThumbnail(30, 20, 30, 20);
    assertThumbnail(256, 256, 256, 256);
    assertThumbnail(600, 300, 256, 128);
    assertThumbnail(2, 1000, 1, 256);
  }

  private void assertThumbnail(int width, int height, int expectedWidth, int expectedHeight)
      throws IOException {
    Path file = write(Exported.image(1, width, height, 1));
    RgbaImage thumbnail = picture(Exported.unzip(file), "Thumbnails/thumbnail.png");
    assertEquals(expectedWidth, thumbnail.width());
    assertEquals(expectedHeight, thumbnail.height());
  }

  @Test
  void givenNamesThatXmlCannotHold_thenTheStackIsWellFormedAndTheRestIsKept() throws Exception {
    assertName("a \"b\" <c> & 'd' 🍎 é", "a \"b\" <c> & 'd' 🍎 é");
    assertName("tab\tline\nreturn\rend", "tab\tline\nreturn\rend");
    assertName("bell\u0007 nul\0 \ufffe", "bell\ufffd nul\ufffd \ufffd");
    assertName("half \ud83c of a pair", "half \ufffd of a pair");
  }

  private void assertName(String name, String expected) throws Exception {
    LayeredImage image = Exported.image(1, 2, 2, 1).mapLayers(layer -> layer.named(name));
    Map<String, byte[]> entries = Exported.unzip(write(image));
    assertEquals(expected, layers(entries).get(0).getAttribute("name"));
  }

  @Test
  void theMergedImageTellsTheProvenance() throws Exception {
    LayeredImage image = Exported.image(1, 5, 4, 1);
    byte[] merged = Exported.unzip(write(image)).get("mergedimage.png");
    Path png = Files.write(folder.resolve("merged.png"), merged);
    assertEquals(image.provenance(), PictureReader.standard().text(png));
  }

  @Test
  void theSameImageGivesTheSameBytesInEveryTimeZone() throws IOException {
    TimeZone here = TimeZone.getDefault();
    byte[] first = Files.readAllBytes(write(Exported.image(1, 9, 9, 2)));
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertArrayEquals(first, Files.readAllBytes(write(Exported.image(1, 9, 9, 2))));
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void givenAFileOfThatNameOrABadKey_thenNothingIsChanged() throws IOException {
    LayeredImage image = Exported.image(1, 5, 4, 1);
    Path file = Files.writeString(folder.resolve("image.ora"), "older");
    PictureException error =
        assertThrows(PictureException.class, () -> OpenRasterWriter.write(image, file));
    assertTrue(error.getMessage().contains("image.ora exists"), error.getMessage());
    LayeredImage badKey = image.withProvenance(Map.of("りんご", "x"));
    assertThrows(
        IllegalArgumentException.class,
        () -> OpenRasterWriter.write(badKey, file, IfExists.REPLACE));
    assertEquals("older", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void givenABareBackdrop_thenItIsTheOnlyLayer() throws Exception {
    RgbImage backdrop = Pictures.rgb(1, 4, 3);
    Map<String, byte[]> entries =
        Exported.unzip(write(LayeredImage.of(backdrop, List.<ImageLayer>of())));
    assertEquals(1, layers(entries).size());
    assertEquals(backdrop, picture(entries, "mergedimage.png").colour());
  }

  private Path write(LayeredImage image) {
    Path file = folder.resolve("image.ora");
    OpenRasterWriter.write(image, file, IfExists.REPLACE);
    return file;
  }

  private static Element stack(Map<String, byte[]> entries) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(entries.get("stack.xml")))
        .getDocumentElement();
  }

  private static List<Element> layers(Map<String, byte[]> entries) throws Exception {
    NodeList nodes = stack(entries).getElementsByTagName("layer");
    List<Element> layers = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      layers.add((Element) nodes.item(i));
    }
    return layers;
  }

  private static RgbaImage picture(Map<String, byte[]> entries, String name) {
    return PictureReader.standard().readRgba(new ByteArrayInputStream(entries.get(name)), name);
  }
}
