package org.text2layer.synth.quality;

import java.util.List;
import org.text2layer.data.LayeredSample;

/** A filter that keeps from another score on. */
record ThresholdedFilter(QualityFilter filter, double threshold) implements QualityFilter {
  @Override
  public String name() {
    return filter.name();
  }

  @Override
  public String description() {
    return filter.description();
  }

  @Override
  public double score(LayeredSample sample) {
    return filter.score(sample);
  }

  @Override
  public List<Double> scores(List<LayeredSample> samples) {
    return filter.scores(samples);
  }

  @Override
  public void close() {
    filter.close();
  }
}
