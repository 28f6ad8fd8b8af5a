package org.text2layer.experiment.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

  static Table bySample(List<JudgedSample> samples) {
    List<Column<?>> columns = new ArrayList<>();
    columns.add(StringColumn.create("kind", samples.stream().map(JudgedSample::kind)));
    columns.add(
        StringColumn.create(
            "caption", samples.stream().map(sample -> sample.accuracy().caption())));
    columns.add(column(samples, "true area", sample -> sample.accuracy().trueArea()));
    columns.add(column(samples, "automatic area", sample -> sample.accuracy().automaticArea()));
    for (AccuracyMeasure measure : AccuracyMeasure.values()) {
      columns.add(column(samples, measure.label(), sample -> measure.of(sample.accuracy())));
    }
    columns.add(column(samples, "mask filter", sample -> sample.judgement().mask().probability()));
    columns.add(
        column(
            samples, "inpainting filter", sample -> sample.judgement().inpainting().probability()));
    BooleanColumn kept = BooleanColumn.create("kept");
    samples.forEach(sample -> kept.append(sample.kept()));
    columns.add(kept);
    return Table.create("layers against the truth", columns);
  }

  private static DoubleColumn column(
      List<JudgedSample> samples, String name, ToDoubleFunction<JudgedSample> value) {
    return column(name, samples.stream().mapToDouble(value).toArray());
  }

  static Table summary(LayerTruth truth) {
    StringColumn groups = StringColumn.create("group");
    StringColumn measures = StringColumn.create("measure");
    IntColumn samples = IntColumn.create("samples");
    DoubleColumn means = DoubleColumn.create("mean");
    DoubleColumn lows = DoubleColumn.create("low");
    DoubleColumn highs = DoubleColumn.create("high");
    for (SampleGroup group : SampleGroup.values()) {
      for (AccuracyMeasure measure : AccuracyMeasure.values()) {
        MeanInterval interval = truth.mean(group, measure);
        groups.append(group.label());
        measures.append(measure.label());
        samples.append(interval.samples());
        means.append(interval.mean());
        lows.append(interval.low());
        highs.append(interval.high());
      }
    }
    return Table.create("summary", groups, measures, samples, means, lows, highs);
  }

  static Table comparison(LayerTruth truth) {
    StringColumn measures = StringColumn.create("mean and 95 % interval");
    measures.append("samples");
    for (AccuracyMeasure measure : AccuracyMeasure.values()) {
      measures.append(measure.label());
    }
    List<Column<?>> columns = new ArrayList<>(List.of(measures));
    for (SampleGroup group : SampleGroup.values()) {
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
    columns.add(column("dropped", kinds, kind -> kind.share(SampleGroup.DROPPED).mean()));
    columns.add(column("dropped, low", kinds, kind -> kind.share(SampleGroup.DROPPED).low()));
    columns.add(column("dropped, high", kinds, kind -> kind.share(SampleGroup.DROPPED).high()));
    columns.add(
        column("by mask filter", kinds, kind -> share(kind, SampleGroup.DROPPED_BY_MASK_FILTER)));
    columns.add(
        column(
            "by inpainting filter",
            kinds,
            kind -> share(kind, SampleGroup.DROPPED_BY_INPAINTING_FILTER)));
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

  private static double share(LayerTruth truth, SampleGroup group) {
    return truth.share(group).mean();
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
