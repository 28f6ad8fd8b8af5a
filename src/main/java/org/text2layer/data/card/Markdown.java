package org.text2layer.data.card;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Foreign text within Markdown and YAML, where it can be nothing but text. */
final class Markdown {
  private static final int LONGEST = 2_000;
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Pattern SIGNIFICANT = Pattern.compile("[\\\\`*_\\[\\]<>&|~#!$^]");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private Markdown() {}

  /** As prose on one line: what Markdown would take for its own is escaped. */
  static String text(String foreign) {
    return SIGNIFICANT.matcher(line(foreign)).replaceAll("\\\\$0");
  }

  /** As code within a line or a table's cell: no markup, no link. */
  static String code(String foreign) {
    String line = line(foreign);
    if (line.isEmpty()) {
      return "(empty)";
    }
    String fence = "`".repeat(longestBackticks(line) + 1);
    String room = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + room + line.replace("|", "\\|") + room + fence;
  }

  /** As a quoted scalar of YAML, which reads JSON's strings. */
  static String yaml(String foreign) {
    return GSON.toJson(line(foreign));
  }

  /** Control and direction characters, line ends and lone surrogates could hide or break things. */
  private static String line(String foreign) {
    String line = foreign.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    String visible = line.replaceAll("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]", "\ufffd");
    return visible.length() <= LONGEST
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }

  private static int longestBackticks(String text) {
    Matcher matcher = BACKTICKS.matcher(text);
    return matcher.results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
  }
}
