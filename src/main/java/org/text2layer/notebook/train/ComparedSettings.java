package org.text2layer.notebook.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.train.LossTerms;

/**
 * In which settings runs differ, and what of their losses may therefore be compared.
 *
 * @param settings of each run, as its folder tells them
 */
record ComparedSettings(List<Map<String, String>> settings) {
  private static final int MOST = 24;
  private static final int MOST_NAMED = 4;
  private static final int LONGEST = 40;
  private static final String NONE = "–";

  /** What changes how the library's tasks learn, and not what they measure on held-out samples. */
  private static final List<String> NOT_OF_THE_LOSS =
      List.of(
          "configuration.",
          "optimizers.",
          "data.",
          "structure.",
          "unet.",
          "fineTuning",
          "frozen",
          "captions",
          "captionDropout",
          "minSnrGamma",
          "noiseOffset",
          "precision",
          "training.precision",
          "training.optimizer",
          "training.latents_sampled",
          "training.perceptual_crop",
          "training.adversarial");

  /** Sums of other terms, whose parts and weights may be others. */
  private static final Set<String> SUMS = Set.of(LossTerms.TOTAL, "mask_loss");

  private static final String PERCEPTUAL = "perceptual";

  /** Of the settings that not all runs have alike, the names in the first run's order. */
  List<String> differing() {
    Set<String> names = new LinkedHashSet<>();
    settings.forEach(own -> names.addAll(own.keySet()));
    return names.stream()
        .filter(name -> settings.stream().map(own -> value(own, name)).distinct().count() > 1)
        .toList();
  }

  private static String value(Map<String, String> own, String name) {
    return own.getOrDefault(name, NONE);
  }

  /** Those of them that change what the total is. */
  List<String> ofTheLoss() {
    return differing().stream()
        .filter(name -> NOT_OF_THE_LOSS.stream().noneMatch(name::startsWith))
        .toList();
  }

  /** Whether the totals are sums of the same terms with the same weights. */
  boolean alike() {
    return ofTheLoss().isEmpty();
  }

  /**
   * The terms that mean the same in all runs.
   *
   * @param measured of each run its terms by name
   */
  List<String> commonTerms(List<? extends Set<String>> measured) {
    List<String> unlike = ofTheLoss();
    if (unlike.contains("task") || measured.isEmpty()) {
      return List.of();
    }
    Stream<String> common =
        measured.get(0).stream()
            .filter(name -> measured.stream().allMatch(own -> own.contains(name)));
    return common
        .filter(name -> !SUMS.contains(name))
        .filter(name -> measured.stream().noneMatch(own -> hasParts(name, own)))
        .filter(name -> !(name.startsWith(PERCEPTUAL) && unlike.contains(PERCEPTUAL)))
        .toList();
  }

  private static boolean hasParts(String name, Set<String> terms) {
    return terms.stream().anyMatch(other -> other.startsWith(name + "_"));
  }

  /** Why totals are not compared, in a sentence. */
  String reason() {
    List<String> unlike = ofTheLoss();
    String names = String.join(", ", unlike.subList(0, Math.min(MOST_NAMED, unlike.size())));
    int left = unlike.size() - MOST_NAMED;
    return "Their totals are not compared, since their losses differ ("
        + Html.cut(names, 4 * LONGEST)
        + (left > 0 ? " and " + left + " more" : "")
        + "): only the terms that mean the same in all of them are, without weights.";
  }

  /**
   * A row a setting that differs, a column a run; empty if none does.
   *
   * @param names of the runs
   */
  String table(List<String> names) {
    List<String> differing = differing();
    if (differing.isEmpty()) {
      return "";
    }
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("setting", Cells.WORDS));
    names.forEach(name -> columns.add(new Column(Html.cut(name, LONGEST), Cells.LABELS)));
    HtmlTable table = HtmlTable.of(columns);
    for (String name : differing.subList(0, Math.min(MOST, differing.size()))) {
      List<String> row = new ArrayList<>();
      row.add(Html.escaped(Html.cut(name, 2 * LONGEST)));
      settings.forEach(own -> row.add(Html.breakable(Html.cut(value(own, name), LONGEST))));
      table.row(row);
    }
    int left = differing.size() - MOST;
    String remark = left > 0 ? Html.format("the first %d of %d", MOST, differing.size()) : "";
    return Html.section("Settings that differ", remark, table.html());
  }
}
