package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.defect.Defect;

class HumanLabelsTest {
  private static final HumanLabels THREE =
      HumanLabels.none()
          .with(HumanLabels.Label.bad("a, \"quoted\" apple", Defect.INCOMPLETE_OBJECT))
          .with(HumanLabels.Label.good("a, \"quoted\" apple", "inpainting"))
          .with(HumanLabels.Label.bad("é=1+1", Defect.ARTEFACTS));

  @TempDir Path folder;

  @Test
  void givenSavedLabelsThenReadingGivesThemBackAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("labels.csv");
    HumanLabels.none().save(file);
    THREE.save(file);

    assertEquals(THREE.all(), HumanLabels.read(file).all());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void givenASecondLabelForTheSameSampleAndFilterThenItReplacesTheFirst() {
    HumanLabels changed = THREE.with(HumanLabels.Label.good("é=1+1", "inpainting"));

    assertEquals(3, changed.size());
    assertTrue(changed.of("é=1+1", "inpainting").orElseThrow().defect().isEmpty());
    assertEquals(
        Optional.of(Defect.ARTEFACTS), THREE.of("é=1+1", "inpainting").orElseThrow().defect());
  }

  @Test
  void givenAGoodRowWithoutAKindThenBothFiltersHaveALabel() throws IOException {
    HumanLabels labels = read("\uFEFFkey,label,kind\r\nk1,good,\r\n\r\nk2, bad , small object\r\n");

    assertEquals(
        List.of(
            HumanLabels.Label.good("k1", "mask"),
            HumanLabels.Label.good("k1", "inpainting"),
            HumanLabels.Label.bad("k2", Defect.SMALL_OBJECT)),
        labels.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k1,bad,",
        "k1,bad,ugly",
        "k1,good,artefacts",
        "k1,fine,mask",
        "k1,good,maks",
        ",good,mask",
        "k1,good",
        "k1,good,mask,more",
        "\"k1,good,mask",
        "k\u0000,good,mask"
      })
  void givenARowThatIsNoLabelThenItIsRefusedWithItsLine(String row) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> read("key,label,kind\nk0,good,\n" + row));
    assertTrue(error.getMessage().contains("line 3"), error.getMessage());
  }

  @Test
  void givenLabelsOfAFilterOfOnesOwnThenTheyAreReadByThoseWhoNameItsDefects() throws IOException {
    Defect soft = new Defect("edge", "soft edge");
    HumanLabels own =
        THREE
            .with(HumanLabels.Label.bad("k1", soft))
            .with(HumanLabels.Label.good("k2", soft.filter()));
    Path file = folder.resolve("own.csv");
    own.save(file);

    assertEquals(own.all(), HumanLabels.read(file, soft).all());
    String refused =
        assertThrows(IllegalArgumentException.class, () -> HumanLabels.read(file)).getMessage();
    assertTrue(refused.contains("'k1,bad,soft edge'"), refused);
    Defect twice = new Defect("edge", "artefacts");
    assertThrows(IllegalArgumentException.class, () -> HumanLabels.read(file, twice));
  }

  @Test
  void givenOtherColumnsOrAnEmptyFileOrNoTextThenItIsRefused() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> read("key,kind,label\nk,mask,good"));
    assertThrows(IllegalArgumentException.class, () -> read(""));
    Path file = folder.resolve("latin.csv");
    Files.write(file, new byte[] {'k', (byte) 0xE9, '\n'});
    assertThrows(UncheckedIOException.class, () -> HumanLabels.read(file));
    assertThrows(UncheckedIOException.class, () -> THREE.save(file.resolve("below a file")));
    assertThrows(UncheckedIOException.class, () -> HumanLabels.read(folder.resolve("missing.csv")));
  }

  @Property(tries = 300)
  void anyTextGivesLabelsOrOneErrorAndNothingElse(@ForAll String text) {
    List<String> lines = Stream.concat(Stream.of("key,label,kind"), text.lines()).toList();
    try {
      LabelTable.parse(lines, Defect.paper(), "hostile.csv");
    } catch (IllegalArgumentException expected) {
      assertTrue(expected.getMessage().contains("hostile.csv"), expected.getMessage());
    }
  }

  @Property(tries = 300)
  void anyKeyThatIsAllowedSurvivesTheCsv(@ForAll String key) {
    HumanLabels.Label label;
    try {
      label = HumanLabels.Label.bad(key, Defect.OBJECT_IN_HOLE);
    } catch (IllegalArgumentException refused) {
      return;
    }
    List<String> lines = LabelTable.text(List.of(label)).lines().toList();
    assertEquals(List.of(label), LabelTable.parse(lines, Defect.paper(), "labels.csv"));
  }

  @Test
  void givenTheLabelledSamplesThenEachFilterGetsItsOwn() {
    RgbImage black = RgbImage.filled(2, 2, 0, 0, 0);
    LayeredSample sample =
        new LayeredSample(
            "night", black, LayeredImage.twoLayer(black, black, Mask.filled(2, 2, 1)));

    assertEquals(1, THREE.samples("mask", key -> Optional.of(sample)).size());
    assertEquals(2, THREE.samples("inpainting", key -> Optional.of(sample)).size());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> THREE.samples("mask", key -> Optional.empty()));
    assertTrue(error.getMessage().contains("apple"), error.getMessage());
  }

  private HumanLabels read(String text) throws IOException {
    Path file = folder.resolve("labels.csv");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return HumanLabels.read(file);
  }
}
