package org.text2layer.image.export;

import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;

/** The layer stack of an OpenRaster file, its {@code stack.xml}. */
final class StackXml {
  static final String BACKDROP_FILE = "data/background.png";

  private static final String VERSION = "0.0.6";

  private StackXml() {}

  static String layerFile(int index) {
    return "data/layer-%s.png".formatted(index + 1);
  }

  /** The layers from top to bottom, as the specification wants them. */
  static String of(LayeredImage image) {
    StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n");
    xml.append(
        "<image version=\"%s\" w=\"%s\" h=\"%s\">\n <stack>\n"
            .formatted(VERSION, image.width(), image.height()));
    List<ImageLayer> layers = image.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      xml.append(layer(layers.get(i).name(), layerFile(i)));
    }
    xml.append(layer("background", BACKDROP_FILE));
    return xml.append(" </stack>\n</image>\n").toString();
  }

  private static String layer(String name, String file) {
    return ("  <layer name=\"%s\" src=\"%s\" x=\"0\" y=\"0\" opacity=\"1.0\" visibility=\"visible\""
            + " composite-op=\"svg:src-over\"/>\n")
        .formatted(escaped(name), file);
  }

  /** An attribute's text; what XML 1.0 cannot hold in any form becomes U+FFFD. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder text, int character) {
    switch (character) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      case '\t', '\n', '\r' -> text.append("&#").append(character).append(';');
      default -> text.appendCodePoint(isAllowed(character) ? character : 0xfffd);
    }
  }

  /** XML 1.0, production 2; a surrogate here is half a pair. */
  private static boolean isAllowed(int character) {
    return character >= 0x20 && character <= 0xd7ff
        || character >= 0xe000 && character <= 0xfffd
        || character >= 0x10000;
  }
}
