package org.text2layer.experiment.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.text2layer.synth.quality.Judgement;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** The tables of {@link LayerTruth}. */
final class TruthTables {
  private TruthTables() {}

  static Table bySample(LayerTruth truth) {
    List<LayerTruth.JudgedSample> samples = truth.samples();
    List<Column<?>> columns = new ArrayList<>();
    columns.add(StringColumn.create("kind", samples.stream().map(LayerTruth.JudgedSample::kind)));
    columns.add(
        StringColumn.create(
            "caption", samples.stream().map(sample -> sample.accuracy().caption())));
    columns.add(column(samples, "true area", sample -> sample.accuracy().trueArea()));
    columns.add(column(samples, "automatic area", sample -> sample.accuracy().automaticArea()));
    for (AccuracyMeasure measure : AccuracyMeasure.values()) {
      columns.add(column(samples, measure.label(), sample -> measure.of(sample.accuracy())));
    }
    for (String filter : truth.filters()) {
      columns.add(column(samples, filter + " filter", sample -> score(sample, filter)));
    }
    BooleanColumn kept = BooleanColumn.create("kept");
    samples.forEach(sample -> kept.append(sample.kept()));
    columns.add(kept);
    return Table.create("layers against the truth", columns);
  }

  private static double score(LayerTruth.JudgedSample sample, String filter) {
    return sample.judgement().scores().stream()
        .filter(score -> score.filter().equals(filter))
        .mapToDouble(Judgement.Score::score)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static DoubleColumn column(
      List<LayerTruth.JudgedSample> samples,
      String name,
      ToDoubleFunction<LayerTruth.JudgedSample> value) {
    return column(name, samples.stream().mapToDouble(value).toArray());
  }

  static Table comparison(LayerTruth truth) {
    StringColumn measures = StringColumn.create("mean and 95 % interval");
    measures.append("samples");
    for (AccuracyMeasure measure : AccuracyMeasure.values()) {
      measures.append(measure.label());
    }
    List<Column<?>> columns = new ArrayList<>(List.of(measures));
    for (SampleGroup group : truth.groups()) {
      StringColumn column = StringColumn.create(group.label());
      column.append(Integer.toString(truth.group(group).size()));
      for (AccuracyMeasure measure : AccuracyMeasure.values()) {
        column.append(truth.mean(group, measure).text(measure.decimals()));
      }
      columns.add(column);
    }
    return Table.create("before and after filtering", columns);
  }

  static Table byKind(LayerTruth truth) {
    List<LayerTruth> kinds = truth.kinds().stream().map(truth::kind).toList();
    List<Column<?>> columns = new ArrayList<>();
    columns.add(StringColumn.create("kind", truth.kinds()));
    int[] counts = kinds.stream().mapToInt(kind -> kind.samples().size()).toArray();
    columns.add(IntColumn.create("samples", counts));
    columns.add(
        StringColumn.create(
            "dropped", kinds.stream().map(kind -> kind.share(SampleGroup.DROPPED).text(3))));
    for (String filter : truth.filters()) {
      SampleGroup dropped = SampleGroup.droppedBy(filter);
      columns.add(column("by " + filter + " filter", kinds, kind -> kind.share(dropped).mean()));
    }
    for (AccuracyMeasure measure : AccuracyMeasure.values()) {
      columns.add(
          column(measure.label(), kinds, kind -> kind.mean(SampleGroup.ALL, measure).mean()));
      columns.add(
          column(
              measure.label() + ", kept",
              kinds,
              kind -> kind.mean(SampleGroup.KEPT, measure).mean()));
    }
    return Table.create("by kind", columns);
  }

  private static DoubleColumn column(
      String name, List<LayerTruth> kinds, ToDoubleFunction<LayerTruth> value) {
    return column(name, kinds.stream().mapToDouble(value).toArray());
  }

  private static DoubleColumn column(String name, double[] values) {
    DoubleColumn column = DoubleColumn.create(name, values);
    column.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(3));
    return column;
  }
}
