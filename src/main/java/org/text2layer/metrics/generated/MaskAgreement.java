package org.text2layer.metrics.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.text2layer.image.Mask;
import org.text2layer.metrics.mask.MaskComparison;
import org.text2layer.metrics.mask.MaskScores;
import org.text2layer.model.SalientObjectDetector;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How far generated masks agree with a reference: what a detector finds in the composed picture, or
 * what people masked there (paper, V-B: IoU with ICON and with human masks). The reference takes
 * the truth's place in every score, without being it: agreement with a detector also rises where
 * both make one mistake. Immutable, thread-safe; holds no pictures.
 *
 * <p>A reference that is empty, or an empty generated mask, has an IoU of 0, also where both are;
 * {@link MaskComparison#of} defines the other scores.
 */
public final class MaskAgreement {
  /**
   * One sample's scores.
   *
   * @param name of the sample
   * @param scores of its mask against the reference
   */
  public record Row(String name, MaskScores scores) {}

  private final String reference;
  private final List<Row> rows;
  private final MaskScores mean;
  private final List<String> remarks;

  private MaskAgreement(String reference, List<Row> rows, MaskScores mean, List<String> remarks) {
    this.reference = reference;
    this.rows = List.copyOf(rows);
    this.mean = mean;
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Against a detector's masks of the composed pictures C = mF + (1 − m)B.
   *
   * @throws IllegalArgumentException if there are no samples, or two of one name
   */
  public static MaskAgreement withDetector(
      List<GeneratedSample> samples, SalientObjectDetector detector) {
    Objects.requireNonNull(detector, "detector");
    GeneratedSample.requireSet(samples);
    return of(
        samples,
        sample -> detector.detect(sample.layers().composed()),
        detector.description(),
        List.of());
  }

  /**
   * Against masks that people made of the composed pictures.
   *
   * @throws org.text2layer.data.DatasetException if masks are missing or files too many
   * @throws org.text2layer.image.PictureException if one is no readable picture
   * @throws IllegalArgumentException as {@link #withDetector}, or if one can be read in several
   *     ways
   */
  public static MaskAgreement withHumans(List<GeneratedSample> samples, HumanMasks masks) {
    GeneratedSample.requireSet(samples);
    masks.requireExactly(samples);
    List<String> remarks = new ArrayList<>();
    return of(
        samples,
        sample -> {
          HumanMasks.Fitted fitted = masks.of(sample);
          fitted.remark().ifPresent(remarks::add);
          return fitted.mask();
        },
        masks.toString(),
        remarks);
  }

  private static MaskAgreement of(
      List<GeneratedSample> samples,
      Function<GeneratedSample, Mask> reference,
      String name,
      List<String> remarks) {
    List<Row> rows = new ArrayList<>();
    MaskScores mean =
        samples.stream()
            .map(
                sample -> {
                  MaskComparison comparison =
                      MaskComparison.of(reference.apply(sample), sample.layers().mask());
                  rows.add(new Row(sample.name(), comparison.scores()));
                  return comparison;
                })
            .collect(MaskScores.averaging());
    return new MaskAgreement(name, rows, mean, remarks);
  }

  /** What the masks were compared with. */
  public String reference() {
    return reference;
  }

  /** The samples' scores, in their order. */
  public List<Row> rows() {
    return rows;
  }

  /** The set's scores, as the reference implementation averages them. */
  public MaskScores mean() {
    return mean;
  }

  /** One score of every sample, in their order: {@code agreement.values(MaskScores::iou)}. */
  public double[] values(ToDoubleFunction<MaskScores> score) {
    return rows.stream().map(Row::scores).mapToDouble(score).toArray();
  }

  /** What was done to masks of other sizes; empty if nothing. */
  public List<String> remarks() {
    return remarks;
  }

  /** A row a sample: name, IoU, MAE, max F, weighted F, S- and max E-measure. */
  public Table table() {
    return Table.create(
        "Generated masks against " + reference,
        StringColumn.create("sample", rows.stream().map(Row::name).toList()),
        RoundedColumns.numbers("IoU", values(MaskScores::iou)),
        RoundedColumns.numbers("MAE", values(MaskScores::mae)),
        RoundedColumns.numbers("max F", values(MaskScores::maxF)),
        RoundedColumns.numbers("weighted F", values(MaskScores::weightedF)),
        RoundedColumns.numbers("S-measure", values(MaskScores::structure)),
        RoundedColumns.numbers("max E", values(MaskScores::maxE)));
  }

  @Override
  public String toString() {
    String resized = remarks.isEmpty() ? "" : ", %s masks resized".formatted(remarks.size());
    return String.format(
        Locale.ROOT,
        "mean IoU %.3f of %s samples with %s%s",
        mean.iou(),
        rows.size(),
        reference,
        resized);
  }
}
