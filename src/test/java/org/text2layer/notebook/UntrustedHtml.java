package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What JupyterLab keeps of a notebook that it did not run. */
public final class UntrustedHtml {
  private static final List<String> KEPT_ELEMENTS =
      List.of(
          "div", "span", "strong", "ul", "li", "img", "table", "caption", "thead", "tbody", "tr",
          "th", "td", "details", "summary", "wbr");

  private static final List<String> KEPT_ATTRIBUTES =
      List.of("style", "src", "alt", "width", "height", "scope", "title");

  private static final Pattern DROPPED_STYLE =
      Pattern.compile("transform|filter|mask-image|clip-path|object-fit|aspect-ratio|url\\(");

  private UntrustedHtml() {}

  /** Page and ink of JupyterLab and VS Code, light and dark, as grey levels. */
  private static final int[][] PAGES = {{255, 33}, {17, 255}, {255, 97}, {31, 204}};

  private static final Pattern SIZE = Pattern.compile("font-size:([0-9.]+)px");
  private static final Pattern OPACITY = Pattern.compile("(?<![a-z-])opacity:([0-9.]+)");

  /** Nothing of a view is dropped, no text in it became markup, and all of it can be read. */
  public static void assertSurvives(String html) {
    try {
      check(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              // Well-formed XML is HTML that every sanitizer reads alike; void ones are closed for
              // it.
              .parse(
                  new InputSource(
                      new StringReader(html.replaceAll("(<(?:img|wbr)\\b[^>]*)>", "$1/>"))))
              .getDocumentElement(),
          1);
    } catch (SAXException | IOException | ParserConfigurationException error) {
      throw new AssertionError("no well-formed markup", error);
    }
  }

  private static void check(Node node, double outside) {
    if (node.getNodeType() != Node.ELEMENT_NODE) {
      return;
    }
    assertTrue(KEPT_ELEMENTS.contains(node.getNodeName()), node.getNodeName());
    double opacity = outside;
    for (int i = 0; i < node.getAttributes().getLength(); i++) {
      Node attribute = node.getAttributes().item(i);
      assertTrue(KEPT_ATTRIBUTES.contains(attribute.getNodeName()), attribute.getNodeName());
      if (attribute.getNodeName().equals("style")) {
        opacity = legible(attribute.getNodeValue(), outside);
        assertFalse(DROPPED_STYLE.matcher(attribute.getNodeValue()).find(), attribute.toString());
      }
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      check(children.item(i), opacity);
    }
  }

  /** At least 12 pixels, and WCAG's contrast of 4.5 on every page; what opacity is left inside. */
  private static double legible(String style, double outside) {
    Matcher size = SIZE.matcher(style);
    assertTrue(!size.find() || Double.parseDouble(size.group(1)) >= 12, style);
    Matcher opacity = OPACITY.matcher(style);
    double left = opacity.find() ? outside * Double.parseDouble(opacity.group(1)) : outside;
    for (int[] page : PAGES) {
      double ink = luminance(page[0] + left * (page[1] - page[0]));
      double paper = luminance(page[0]);
      double contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      assertTrue(contrast >= 4.5, style + " has a contrast of " + contrast);
    }
    return left;
  }

  private static double luminance(double level) {
    double share = level / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
