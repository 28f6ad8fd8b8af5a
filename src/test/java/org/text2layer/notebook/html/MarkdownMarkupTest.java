package org.text2layer.notebook.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.Views;

class MarkdownMarkupTest {
  private static String of(String markdown) {
    String html = MarkdownMarkup.of(markdown);
    UntrustedHtml.assertSurvives("<div>" + html + "</div>");
    return html.replaceAll(" style=\"[^\"]*\"", "");
  }

  @Test
  void headingsParagraphsAndEmphasis() {
    assertEquals("<div>A title</div><div>one two</div>", of("# A title\n\none\ntwo\n"));
    assertEquals("<div>a <span>b</span> <span>c</span></div>", of("a *b* **c**"));
    assertTrue(MarkdownMarkup.of("# A").contains("font-size:15px"));
    assertTrue(MarkdownMarkup.of("### A").contains("font-size:12px"));
  }

  @Test
  void frontMatterIsForPrograms() {
    assertEquals("<div>A</div>", of("---\nlicense: mit\n---\n\n# A\n"));
    assertEquals("<div>A</div>", of("---\r\nlicense: mit\r\n---\r\n\r\n# A\r\n"));
  }

  @Test
  void listsWithinLists() {
    assertEquals(
        "<ul><li>a<ul><li><span>b</span></li></ul></li><li>c</li></ul>", of("- a\n  - `b`\n- c\n"));
  }

  @Test
  void tablesWithNumbersToTheRight() {
    String html = MarkdownMarkup.of("| a `x\\|y` | n |\n|---|---:|\n| *b* | 1 |\n| c |\n");
    assertTrue(html.contains("a x|y</th>"), html);
    assertTrue(html.matches("(?s).*<td style=\"[^\"]*text-align:right[^\"]*\">1</td>.*"), html);
    assertTrue(html.contains(">b</span></td>"), html);
    UntrustedHtml.assertSurvives(html);
  }

  @Test
  void codeKeepsItsLinesAndSpaces() {
    assertEquals(
        "<div><div>if a &lt; b:</div><div>    c</div><div>\u00a0</div><div>d</div></div>",
        of("```python\nif a < b:\n    c\n\nd\n```\n"));
    assertTrue(MarkdownMarkup.of("```\nc\n```").contains("white-space:pre"));
  }

  @Test
  void linksPicturesAndMarkupAreWords() {
    assertEquals("<div>a page</div>", of("[a page](javascript:alert(1))"));
    assertEquals("<div>a picture</div>", of("![a picture](http://example.org/x.png)"));
    assertFalse(of("<script>alert(1)</script>\n\na <b onclick=\"x\">b</b>").contains("<script"));
    assertEquals("<div>a &lt;b&gt;b&lt;/b&gt;</div>", of("a <b>b</b>"));
    of("# " + Views.HOSTILE + "\n\n`" + Views.HOSTILE + "`\n\n- " + Views.HOSTILE);
  }

  @Property(tries = 300)
  void whateverTheTextIs_thenTheMarkupIsWellFormed(@ForAll String text) {
    of(text);
  }
}
