package org.text2layer.notebook.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HtmlPropertiesTest {
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
