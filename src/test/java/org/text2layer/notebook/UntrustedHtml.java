package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
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

  /** Nothing of a view is dropped, and no text in it became markup. */
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
              .getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException error) {
      throw new AssertionError("no well-formed markup", error);
    }
  }

  private static void check(Node node) {
    if (node.getNodeType() != Node.ELEMENT_NODE) {
      return;
    }
    assertTrue(KEPT_ELEMENTS.contains(node.getNodeName()), node.getNodeName());
    for (int i = 0; i < node.getAttributes().getLength(); i++) {
      Node attribute = node.getAttributes().item(i);
      assertTrue(KEPT_ATTRIBUTES.contains(attribute.getNodeName()), attribute.getNodeName());
      if (attribute.getNodeName().equals("style")) {
        assertFalse(DROPPED_STYLE.matcher(attribute.getNodeValue()).find(), attribute.toString());
      }
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      check(children.item(i));
    }
  }
}
