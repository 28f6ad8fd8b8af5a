package org.text2layer.notebook.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.RgbImage;

class PageDrawingTest {
  private static final RgbImage RED = RgbImage.filled(20, 10, 1, 0, 0);
  private static final RgbImage BLUE = RgbImage.filled(20, 10, 0, 0, 1);

  private static BufferedImage drawn(String html) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(PageDrawing.png(html).orElseThrow()));
  }

  private static int ink(BufferedImage picture, int fromX, int toX) {
    int dark = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = fromX; x < toX; x++) {
        dark += (picture.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
      }
    }
    return dark;
  }

  @Test
  void givenTwoPicturesInARow_thenTheyStandSideBySideAtTheirWidths() throws IOException {
    String row = Html.row(List.of(Html.picture(RED, "red", 200), Html.picture(BLUE, "blue", 300)));
    BufferedImage picture = drawn(Html.view("", row, ""));
    assertEquals(0xffff0000, picture.getRGB(8 + 100, 8 + 4 + 150 - 50));
    assertEquals(0xff0000ff, picture.getRGB(8 + 200 + 12 + 150, 8 + 4 + 75));
    assertEquals(0xffffffff, picture.getRGB(8 + 206, 8 + 4 + 75), "the gap");
  }

  @Test
  void givenMorePicturesThanAPageIsWide_thenTheRowGoesOnBelow() throws IOException {
    List<String> six = Collections.nCopies(6, Html.picture(RED, "red", 200));
    BufferedImage picture = drawn(Html.view("", Html.row(six), ""));
    assertTrue(picture.getWidth() <= 900 + 16, "a page's width");
    assertEquals(0xffff0000, picture.getRGB(8 + 100, 8 + 4 + 100 + 12 + 50), "a second row");
  }

  @Test
  void givenATable_thenNumbersStandToTheRightAndEveryRowHasItsLine() throws IOException {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new HtmlTable.Column("a wide name", HtmlTable.Cells.NUMBERS),
                new HtmlTable.Column("b", HtmlTable.Cells.WORDS)));
    table.row(List.of("1", "x"));
    BufferedImage picture = drawn(table.html());
    int half = picture.getWidth() / 3;
    int below = picture.getHeight() / 2;
    BufferedImage row = picture.getSubimage(0, below, picture.getWidth(), below - 10);
    assertEquals(0, ink(row, 0, half), "the number is not to the left");
    assertNotEquals(0, ink(row, half, picture.getWidth()));
  }

  @Test
  void givenEscapedWords_thenTheyAreDrawnAsTheyWere() throws IOException {
    BufferedImage plain = drawn(Html.view("a < b & \"c\"", "", ""));
    BufferedImage shorter = drawn(Html.view("a b", "", ""));
    assertTrue(plain.getWidth() > shorter.getWidth());
    assertTrue(plain.getWidth() < drawn(Html.view("a &lt; b &amp; &quot;c", "", "")).getWidth());
  }

  @Test
  void givenPlacesForBreaks_thenWhatFollowsIsDrawnAsWithoutThem() throws IOException {
    BufferedImage broken = drawn("<div>" + Html.breakable("a_b-c.d") + "</div><div>e</div>");
    BufferedImage whole = drawn("<div>a_b-c.d</div><div>e</div>");
    assertEquals(whole.getWidth(), broken.getWidth());
    assertEquals(whole.getHeight(), broken.getHeight());
  }

  @Test
  void givenAViewTooLongForAPicture_thenThereIsNone() {
    String tall = Html.picture(RgbImage.filled(1, 20, 1, 0, 0), "tower", 900);
    assertTrue(PageDrawing.png(Html.view("", tall, "")).isEmpty());
  }

  @Property(tries = 200)
  void givenWordsFromOutside_thenTheyAreDrawnWhateverStandsBesideThem(
      @ForAll @StringLength(max = 60) String words) {
    String seen = words + "x";
    assertTrue(PageDrawing.png(Html.view(seen, Html.small(seen), seen)).isPresent(), seen);
  }

  /** A ramp of all 256 greys: what is drawn has 32 of them, none farther than half a level away. */
  @Test
  void givenManyShades_thenThePageHas32OfThemNearestToTheTrue() throws IOException {
    int height = 8;
    float[] ramp = new float[256 * height * 3];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / 3 % 256 / 255f;
    }
    RgbImage grey = RgbImage.of(256, height, ramp);
    BufferedImage picture =
        drawn(Html.view("", Html.row(List.of(Html.picture(grey, "", 256))), ""));
    Set<Integer> shades = new TreeSet<>();
    for (int x = 0; x < 256; x++) {
      int shade = picture.getRGB(8 + x, 8 + 4 + height / 2) & 0xff;
      assertEquals(x, shade, 5, "at " + x);
      shades.add(shade);
    }
    assertEquals(32, shades.size());
  }

  @Test
  void givenAPhotograph_thenItIsAJpegOfLessThanHalfAndFlatColoursStayExact() {
    int side = 128;
    float[] noise = PictureNoise.of(1).gaussian(side * side * 3);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Math.min(1, Math.max(0, 0.5f + 0.2f * noise[i]));
    }
    BufferedImage photograph = RgbImage.of(side, side, noise).toBufferedImage();
    assertTrue(PictureData.uri(photograph).startsWith("data:image/jpeg;base64,"));
    assertTrue(PictureData.uri(RED.toBufferedImage()).startsWith("data:image/png;base64,"));
  }
}
