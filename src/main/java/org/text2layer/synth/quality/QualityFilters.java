package org.text2layer.synth.quality;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.ComputeDevice;

/**
 * The mask filter and the inpainting filter together. Owns their network; thread-safe until closed.
 */
public final class QualityFilters implements AutoCloseable {
  private final FrozenFeatures features;
  private final QualityFilter mask;
  private final QualityFilter inpainting;

  private QualityFilters(FrozenFeatures features, QualityFilter mask, QualityFilter inpainting) {
    this.features = features;
    this.mask = mask;
    this.inpainting = inpainting;
  }

  /** The filters that ship with the jar, on the best device. */
  public static QualityFilters standard() {
    return standard(ComputeDevice.best());
  }

  /** The filters that ship with the jar. */
  public static QualityFilters standard(ComputeDevice device) {
    FrozenFeatures features = FrozenFeatures.lite0(device);
    return new QualityFilters(
        features,
        QualityFilter.embedded(FilterKind.MASK, features),
        QualityFilter.embedded(FilterKind.INPAINTING, features));
  }

  /**
   * Filters with neurons of one's own.
   *
   * @param features closed with the filters
   * @throws IllegalArgumentException if a neuron does not fit the features
   */
  public static QualityFilters of(
      FrozenFeatures features,
      OutputNeuron mask,
      double maskThreshold,
      OutputNeuron inpainting,
      double inpaintingThreshold) {
    return new QualityFilters(
        features,
        QualityFilter.of(FilterKind.MASK, features, mask, maskThreshold),
        QualityFilter.of(FilterKind.INPAINTING, features, inpainting, inpaintingThreshold));
  }

  /** One of the two. */
  public QualityFilter filter(FilterKind kind) {
    return kind == FilterKind.MASK ? mask : inpainting;
  }

  /** The same network and neurons with other thresholds; closing either closes both. */
  public QualityFilters withThresholds(double maskThreshold, double inpaintingThreshold) {
    return new QualityFilters(
        features, mask.withThreshold(maskThreshold), inpainting.withThreshold(inpaintingThreshold));
  }

  /** Both verdicts on one sample. */
  public Judgement judge(QualitySample sample) {
    return judge(List.of(sample)).get(0);
  }

  /** Both verdicts on each sample, computed in batches. */
  public List<Judgement> judge(List<QualitySample> samples) {
    List<Verdict> masks = mask.judge(samples);
    List<Verdict> backgrounds = inpainting.judge(samples);
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      judgements.add(new Judgement(masks.get(i), backgrounds.get(i)));
    }
    return judgements;
  }

  @Override
  public void close() {
    features.close();
  }
}
