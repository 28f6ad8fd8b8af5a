package org.text2layer.experiment.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.result.ResultTable;

/**
 * What the paper reports of a method on LAION (arXiv 2307.09781v1, V-B, V-E and V-F), as printed
 * there; "–" where it reports nothing.
 *
 * @param frechet FID on LL2I-E
 * @param frechetBroad FID on LA
 * @param clip CLIP score, ViT-L/14
 * @param detector IoU of masks and ICON's
 * @param people IoU of masks and people's
 */
record PaperNumbers(
    String frechet, String frechetBroad, String clip, String detector, String people) {
  private static final String NONE = "–";

  /** Rows of the paper that nothing here stands for. */
  static final String AT_512 = "CaT2I-AE-SD (512)";

  static final String STABLE_DIFFUSION = "SD-v1-4";

  private static final PaperNumbers METHOD =
      new PaperNumbers("10.51", "14.83", "0.251", "0.885", "0.799");

  private static final Map<String, PaperNumbers> BY_METHOD =
      Map.of(
          Method.catAutoencoder().name(),
          METHOD,
          Method.withoutComposedSupervision().name(),
          new PaperNumbers("13.84", "19.54", "0.241", "0.904", "0.851"),
          Method.separateLatents().name(),
          new PaperNumbers("18.53", "21.96", "0.219", "0.779", "0.766"),
          Method.widenedUnet().name(),
          new PaperNumbers("20.15", "24.84", "0.234", "0.670", "0.681"),
          Method.wholePictures().name(),
          new PaperNumbers("11.80", "15.06", "0.250", NONE, NONE),
          AT_512,
          new PaperNumbers("7.54", "13.01", "0.261", NONE, NONE),
          STABLE_DIFFUSION,
          new PaperNumbers("9.13", "9.13", "0.279", NONE, NONE),
          Method.learningFrom(Method.TrainingLayers.FILTERED).name(),
          METHOD,
          Method.learningFrom(Method.TrainingLayers.AUTOMATIC).name(),
          new PaperNumbers("13.82", NONE, "0.234", NONE, "0.736"));

  /** Columns of the paper, as they are marked in our tables. */
  enum Column {
    FRECHET("FID LL2I-E", PaperNumbers::frechet),
    FRECHET_BROAD("FID LA", PaperNumbers::frechetBroad),
    CLIP("CLIP score", PaperNumbers::clip),
    DETECTOR("IoU ICON", PaperNumbers::detector),
    PEOPLE("IoU human", PaperNumbers::people);

    private final String title;
    private final Function<PaperNumbers, String> number;

    Column(String title, Function<PaperNumbers, String> number) {
      this.title = title;
      this.number = number;
    }

    String header() {
      return "paper, on LAION: " + title;
    }
  }

  /** The paper's cells of a row. */
  static List<ResultTable.Cell> cells(String method, List<Column> columns) {
    Optional<PaperNumbers> numbers = Optional.ofNullable(BY_METHOD.get(method));
    return columns.stream()
        .map(column -> ResultTable.Cell.of(numbers.map(column.number).orElse(NONE)))
        .toList();
  }
}
