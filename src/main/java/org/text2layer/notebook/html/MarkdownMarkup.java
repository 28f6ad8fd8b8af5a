package org.text2layer.notebook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Markdown as a view shows it: headings, paragraphs, lists, tables and code in the forms of {@link
 * Html}. Links and pictures are their words, markup in it is text.
 */
public final class MarkdownMarkup extends AbstractVisitor {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /** Data about a data set for programs, before its card: YAML between lines of three hyphens. */
  private static final Pattern FRONT_MATTER = Pattern.compile("(?s)\\A---\\R.*?\\R---\\R");

  private static final String GREY = "background-color:rgba(128,128,128,0.15)";

  private final StringBuilder html = new StringBuilder();

  private MarkdownMarkup() {}

  /** The markup of a text from outside. */
  public static String of(String markdown) {
    return inside(PARSER.parse(FRONT_MATTER.matcher(markdown).replaceFirst("")));
  }

  /** The markup of what a node holds. */
  private static String inside(Node parent) {
    MarkdownMarkup markup = new MarkdownMarkup();
    markup.visitChildren(parent);
    return markup.html.toString();
  }

  private void add(String tag, String style, String body) {
    html.append('<').append(tag).append(" style=\"").append(style).append("\">");
    html.append(body).append("</").append(tag).append('>');
  }

  @Override
  public void visit(Heading heading) {
    int size = Math.max(12, 17 - 2 * heading.getLevel());
    add(
        "div",
        "font-size:" + size + "px;font-weight:bold;margin-top:14px;margin-bottom:6px",
        inside(heading));
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (paragraph.getParent() instanceof ListItem) {
      visitChildren(paragraph);
    } else {
      add(
          "div",
          "font-size:12px;max-width:760px;margin-top:6px;margin-bottom:6px",
          inside(paragraph));
    }
  }

  @Override
  public void visit(BulletList list) {
    list(list);
  }

  @Override
  public void visit(OrderedList list) {
    list(list);
  }

  private void list(Node list) {
    add("ul", "font-size:12px;margin:0;padding-left:22px", inside(list));
  }

  @Override
  public void visit(ListItem item) {
    add("li", "margin:0", inside(item));
  }

  @Override
  public void visit(FencedCodeBlock block) {
    block(block.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    block(block.getLiteral());
  }

  private void block(String code) {
    StringBuilder lines = new StringBuilder();
    code.lines().forEach(line -> lines.append("<div>" + spaced(line) + "</div>"));
    String style = "font-family:monospace;font-size:12px;white-space:pre;overflow:auto;";
    add("div", style + "padding:6px 10px;margin-bottom:6px;" + GREY, lines.toString());
  }

  /** A line without letters would have no height. */
  private static String spaced(String line) {
    return line.isBlank() ? "\u00a0" : Html.escaped(line);
  }

  @Override
  public void visit(Code code) {
    add("span", "font-family:monospace;" + GREY, Html.breakable(code.getLiteral()));
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock table) {
      add("div", "margin-bottom:12px", table(table));
    } else {
      visitChildren(block);
    }
  }

  private static String table(TableBlock block) {
    List<TableRow> rows = new ArrayList<>();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
              rows.add(row);
            } else {
              visitChildren(node);
            }
          }
        });
    List<TableCell> header = cells(rows.get(0));
    HtmlTable table = HtmlTable.of(header.stream().map(MarkdownMarkup::column).toList());
    for (TableRow row : rows.subList(1, rows.size())) {
      List<TableCell> cells = cells(row);
      List<String> words = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        words.add(i < cells.size() ? inside(cells.get(i)) : "");
      }
      table.row(words);
    }
    return table.html();
  }

  private static List<TableCell> cells(TableRow row) {
    List<TableCell> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add((TableCell) cell);
    }
    return cells;
  }

  private static HtmlTable.Column column(TableCell cell) {
    boolean right = cell.getAlignment() == TableCell.Alignment.RIGHT;
    Markup words = Markup.parse(inside(cell));
    return new HtmlTable.Column(
        words(words), right ? HtmlTable.Cells.NUMBERS : HtmlTable.Cells.TEXT);
  }

  private static String words(Markup markup) {
    StringBuilder words = new StringBuilder(markup.text());
    markup.children().forEach(child -> words.append(words(child)));
    return words.toString();
  }

  @Override
  public void visit(Emphasis emphasis) {
    add("span", "font-style:italic", inside(emphasis));
  }

  @Override
  public void visit(StrongEmphasis emphasis) {
    add("span", "font-weight:bold", inside(emphasis));
  }

  @Override
  public void visit(Text text) {
    html.append(Html.escaped(text.getLiteral()));
  }

  @Override
  public void visit(HtmlInline markup) {
    html.append(Html.escaped(markup.getLiteral()));
  }

  @Override
  public void visit(HtmlBlock markup) {
    add("div", "font-size:12px", Html.escaped(markup.getLiteral()));
  }

  @Override
  public void visit(SoftLineBreak end) {
    html.append(' ');
  }

  @Override
  public void visit(HardLineBreak end) {
    html.append(' ');
  }
}
