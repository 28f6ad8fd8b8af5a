package org.text2layer.notebook.html;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An element of a view's markup, or a piece of text. Only for the markup that this library writes:
 * quoted attributes, closed elements, five escapes.
 *
 * @param tag "text" for a piece of text
 * @param text of a piece of text, else empty
 */
record Markup(String tag, Map<String, String> attributes, List<Markup> children, String text) {
  private static final Pattern PIECE =
      Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\\s[^<>\"]*(?:\"[^\"]*\")?)*)>|[^<]+|<");

  private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)(?:=\"([^\"]*)\")?");
  private static final Pattern SIZE = Pattern.compile("(-?[0-9.]+)(px)?");

  /** The whole of a markup as one block. */
  static Markup parse(String html) {
    Markup root = element("div", Map.of());
    Deque<Markup> open = new ArrayDeque<>(List.of(root));
    Matcher pieces = PIECE.matcher(html);
    while (pieces.find()) {
      if (pieces.group(2) == null) {
        open.element()
            .children()
            .add(new Markup("text", Map.of(), List.of(), plain(pieces.group())));
      } else if (pieces.group(1).isEmpty()) {
        Markup element = element(pieces.group(2), attributes(pieces.group(3)));
        open.element().children().add(element);
        if (!List.of("img", "br", "wbr").contains(element.tag())) {
          open.push(element);
        }
      } else if (open.size() > 1) {
        open.pop();
      }
    }
    return root;
  }

  private static Markup element(String tag, Map<String, String> attributes) {
    return new Markup(tag.toLowerCase(Locale.ROOT), attributes, new ArrayList<>(), "");
  }

  private static Map<String, String> attributes(String words) {
    Map<String, String> attributes = new HashMap<>();
    Matcher found = ATTRIBUTE.matcher(words);
    while (found.find()) {
      attributes.put(found.group(1), found.group(2) == null ? "" : found.group(2));
    }
    String style = attributes.getOrDefault("style", "");
    for (String rule : style.split(";")) {
      int colon = rule.indexOf(':');
      if (colon > 0) {
        attributes.put(
            "style " + rule.substring(0, colon).trim(), rule.substring(colon + 1).trim());
      }
    }
    return attributes;
  }

  private static String plain(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** A rule of its style, or empty. */
  String style(String rule) {
    return attributes.getOrDefault("style " + rule, "");
  }

  /** A length of its style in pixels; empty if it has none or a relative one. */
  Optional<Integer> pixels(String rule) {
    return pixelsOf(style(rule));
  }

  private static Optional<Integer> pixelsOf(String words) {
    Matcher size = SIZE.matcher(words);
    return size.matches()
        ? Optional.of((int) Math.ceil(Double.parseDouble(size.group(1))))
        : Optional.empty();
  }

  /** The inner or outer space on its sides: top, right, bottom, left. */
  int[] space(String rule) {
    String[] words = style(rule).trim().split("\\s+");
    int[] sides = new int[4];
    for (int i = 0; i < sides.length; i++) {
      int word = i < words.length ? i : words.length == 1 ? 0 : i % 2;
      sides[i] = pixelsOf(words[Math.min(word, words.length - 1)]).orElse(0);
      sides[i] =
          pixels(rule + "-" + List.of("top", "right", "bottom", "left").get(i)).orElse(sides[i]);
    }
    return sides;
  }

  /** A number of an attribute, such as a picture's width. */
  int number(String attribute) {
    return pixelsOf(attributes.getOrDefault(attribute, "")).orElse(0);
  }

  /** Whether it flows with the words around it. */
  boolean inline() {
    return switch (tag) {
      case "text", "span", "b", "strong", "em", "i", "code", "a", "br", "wbr" -> true;
      default -> false;
    };
  }
}
