package org.text2layer.experiment.result;

import java.util.List;

/** A table as HTML without scripts and style sheets, so that notebooks show it untrusted. */
final class HtmlRendering {
  private static final String LINE = "border-bottom:1px solid rgba(128,128,128,0.35)";
  private static final String CELL =
      "text-align:left;vertical-align:top;min-width:60px;padding:3px 10px;" + LINE;

  private HtmlRendering() {}

  static String of(ResultTable table) {
    StringBuilder html = new StringBuilder("<div style=\"font-family:sans-serif;padding:4px 0\">");
    html.append("<div style=\"overflow:auto\"><table style=\"border-collapse:collapse;");
    html.append("font-size:12px;margin:0\"><caption style=\"text-align:left;font-size:14px;");
    html.append("padding-bottom:6px\">")
        .append(escaped(table.title()))
        .append("</caption>\n<thead><tr>");
    for (String header : table.columns()) {
      html.append("<th scope=\"col\" style=\"").append(CELL).append("\">");
      html.append(escaped(header)).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(row -> html.append(row(row)).append('\n'));
    html.append("</tbody></table></div>\n");
    if (!table.notes().isEmpty()) {
      html.append("<ul style=\"font-size:12px;opacity:0.9\">\n");
      table.notes().forEach(n -> html.append("<li>").append(escaped(n)).append("</li>\n"));
      html.append("</ul>\n");
    }
    return html.append("</div>\n").toString();
  }

  private static String row(List<ResultTable.Cell> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      ResultTable.Cell cell = cells.get(i);
      String element = i == 0 ? "th" : "td";
      row.append('<').append(element).append(i == 0 ? " scope=\"row\"" : "");
      row.append(" style=\"").append(CELL).append('"');
      if (!cell.provenance().isEmpty()) {
        row.append(" title=\"").append(escaped(cell.provenance())).append('"');
      }
      String text = escaped(cell.text());
      row.append('>').append(cell.winner() ? "<strong>" + text + "</strong>" : text);
      row.append("</").append(element).append('>');
    }
    return row.append("</tr>").toString();
  }

  /** Harmless in elements and in quoted attributes. */
  static String escaped(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
