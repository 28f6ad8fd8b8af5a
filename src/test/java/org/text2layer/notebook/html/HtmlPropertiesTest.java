package org.text2layer.notebook.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;

class HtmlPropertiesTest {
  @Property
  void aCutTextIsShortAndHasNoHalfCharacter(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 20) int most) {
    String whole =
        new String(
            text.codePoints().filter(c -> c < 0xd800 || c > 0xdfff).toArray(),
            0,
            (int) text.codePoints().filter(c -> c < 0xd800 || c > 0xdfff).count());
    String cut = Html.cut(whole, most);
    assertTrue(cut.length() <= most);
    assertEquals(0, cut.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff).count());
    assertTrue(cut.equals(whole) || whole.startsWith(cut.substring(0, cut.length() - 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "Gradient norm before clipping,20,Gradient norm…",
    "Gradient norm before clipping,14,Gradient norm…",
    "Gradient norm,13,Gradient norm",
    "an_identifier_without_blanks,10,an_identi…",
    "a verylongwordthatwouldleavenearlynothing,20,a verylongwordthatw…"
  })
  void aTextIsCutBetweenWordsUnlessThatLeavesLessThanHalf(String text, int most, String cut) {
    assertEquals(cut, Html.cut(text, most));
  }

  @Property
  void aThumbnailHasNoMorePixelsThanAScreenShows(
      @ForAll @IntRange(min = 1, max = 3000) int width,
      @ForAll @IntRange(min = 1, max = 20) int height) {
    Picture fitted = Html.fitted(RgbImage.filled(width, height, 1, 0, 0), 50);
    assertTrue(Math.max(fitted.width(), fitted.height()) <= 100);
    assertTrue(fitted.height() >= 1);
  }

  @Property
  void anEscapedTextHasNoMarkupAndReadsAsBefore(@ForAll String text) {
    String escaped = Html.escaped(text);
    assertFalse(escaped.matches("(?s).*[<>\"'].*"));
    String shown =
        escaped
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    assertEquals(text.replaceAll("[\\x00-\\x08\\x0b-\\x1f]", " "), shown);
  }
}
