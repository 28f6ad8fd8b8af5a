package org.text2layer.notebook.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.metrics.generated.FailureReport;
import org.text2layer.metrics.generated.FailureSignature;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;

/**
 * The failure signatures of a set: of each how many samples show it, what it means, and the
 * strongest examples with all layers. Immutable.
 */
public final class SignatureView implements Viewable {
  private static final int EXAMPLES = 3;
  private static final int MOST = 12;

  private final FailureReport report;
  private final int examples;

  private SignatureView(FailureReport report, int examples) {
    this.report = report;
    this.examples = examples;
  }

  /** Shows three examples of each. */
  public static SignatureView of(FailureReport report) {
    return new SignatureView(report, EXAMPLES);
  }

  /** The same with so many examples of each, 0 to 12. */
  public SignatureView examples(int number) {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException(
          "Expected 0 to %s examples of each signature but came %s: ask for fewer."
              .formatted(MOST, number));
    }
    return new SignatureView(report, number);
  }

  @Override
  public View view() {
    StringBuilder body = new StringBuilder();
    for (FailureSignature signature : FailureSignature.values()) {
      body.append(section(signature));
    }
    return new View(
        Html.view(
            report.toString(),
            body.toString(),
            "The strongest examples first. A sample may show several signatures, or fail in ways that show none."),
        toString());
  }

  private String section(FailureSignature signature) {
    List<FailureReport.Row> found = report.examples(signature);
    int all = report.rows().size();
    String remark =
        Html.format(
            "%d of %d (%.0f %%). %s.",
            found.size(), all, 100.0 * found.size() / all, capital(signature.meaning()));
    List<LayerRow> rows = new ArrayList<>();
    for (FailureReport.Row row : found.subList(0, Math.min(examples, found.size()))) {
      rows.add(new LayerRow(words(signature, row), row.sample()));
    }
    String table = rows.isEmpty() ? "" : LayerRow.table(measure(signature), rows);
    return Html.section(capital(signature.label()), remark, table);
  }

  private static String measure(FailureSignature signature) {
    return switch (signature) {
      case EMPTY_MASK, FULL_MASK -> "area";
      case SEVERAL_COMPONENTS -> "parts";
      case OBJECT_IN_BACKGROUND -> "the object in B";
      case GREY_HALO -> "the edge turns";
    };
  }

  private static String words(FailureSignature signature, FailureReport.Row row) {
    var measures = row.measures();
    return switch (signature) {
      case EMPTY_MASK, FULL_MASK -> Html.format("%.1f %%", 100 * measures.area());
      case SEVERAL_COMPONENTS -> Integer.toString(measures.components());
      case OBJECT_IN_BACKGROUND ->
          Html.format(
              "seen %.2f, copied %.2f", measures.remnant().detected(), measures.remnant().copied());
      case GREY_HALO ->
          Html.format(
              "to B %.2f, to grey %.2f, to black %.2f",
              measures.edge().towardsBackground(),
              measures.edge().towardsGrey(),
              measures.edge().towardsBlack());
    };
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  @Override
  public String toString() {
    List<String> counts = new ArrayList<>();
    for (FailureSignature signature : FailureSignature.values()) {
      counts.add(signature.label() + " " + report.count(signature));
    }
    return report + ": " + String.join(", ", counts);
  }
}
