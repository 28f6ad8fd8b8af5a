package org.text2layer.spark.output;

import org.apache.spark.util.AccumulatorV2;

/** Counts by verdict, filter and reason, which Spark's UI shows while a build goes on. */
public final class CountsAccumulator extends AccumulatorV2<RecordCounts, RecordCounts> {
  private RecordCounts counts = RecordCounts.none();

  @Override
  public boolean isZero() {
    return counts.records() == 0;
  }

  @Override
  public AccumulatorV2<RecordCounts, RecordCounts> copy() {
    CountsAccumulator copy = new CountsAccumulator();
    copy.counts = value();
    return copy;
  }

  @Override
  public void reset() {
    counts = RecordCounts.none();
  }

  @Override
  public synchronized void add(RecordCounts more) {
    counts = counts.plus(more);
  }

  @Override
  public synchronized void merge(AccumulatorV2<RecordCounts, RecordCounts> other) {
    counts = counts.plus(other.value());
  }

  @Override
  public synchronized RecordCounts value() {
    return counts;
  }
}
