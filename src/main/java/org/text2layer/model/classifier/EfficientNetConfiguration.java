package org.text2layer.model.classifier;

import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.nn.ClassifierBlocks;

/**
 * A variant of EfficientNet.
 *
 * @param style activation, padding and batch norm
 * @param stem width after the first convolution
 * @param stages of inverted residuals, from the finest to the coarsest
 * @param squeezeAndExcite whether blocks weigh their channels, through a quarter of their input's
 *     width
 * @param pooled width of the pooled features
 * @param classes number of scores
 * @param mean of each colour that the weights were trained with, pixels in [0, 1]
 * @param deviation of each colour likewise
 */
public record EfficientNetConfiguration(
    ClassifierBlocks.MobileStyle style,
    int stem,
    List<Stage> stages,
    boolean squeezeAndExcite,
    int pooled,
    int classes,
    List<Double> mean,
    List<Double> deviation) {
  /** Some blocks of one width; the first has the stride, and expansion 1 means separable ones. */
  public record Stage(int kernel, int stride, int expansion, int width, int depth) {
    /** Checks the numbers. */
    public Stage {
      if (kernel % 2 != 1 || stride < 1 || stride > 2 || expansion < 1 || width < 1 || depth < 1) {
        throw new IllegalArgumentException(
            "Expected a stage with an odd kernel, stride 1 or 2 and positive sizes but came kernel %s, stride %s, expansion %s, width %s, depth %s: correct it."
                .formatted(kernel, stride, expansion, width, depth));
      }
    }
  }

  private static final int IMAGENET_CLASSES = 1000;

  private static final List<Stage> B0_STAGES =
      List.of(
          new Stage(3, 1, 1, 16, 1),
          new Stage(3, 2, 6, 24, 2),
          new Stage(5, 2, 6, 40, 2),
          new Stage(3, 2, 6, 80, 3),
          new Stage(5, 1, 6, 112, 3),
          new Stage(5, 2, 6, 192, 4),
          new Stage(3, 1, 6, 320, 1));

  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
  private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

  /** Checks the sizes. */
  public EfficientNetConfiguration {
    stages = List.copyOf(stages);
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (stem < 1 || stages.isEmpty() || pooled < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "Expected at least one stage and positive widths but came stem %s, %s stages, pooled %s, classes %s: correct the configuration."
              .formatted(stem, stages.size(), pooled, classes));
    }
    if (mean.size() != 3 || deviation.size() != 3 || deviation.stream().anyMatch(d -> !(d > 0))) {
      throw new IllegalArgumentException(
          "Expected a mean and a positive deviation for each of three colours but came %s and %s: correct the configuration."
              .formatted(mean, deviation));
    }
  }

  /** The embedded classifier: timm's tf_efficientnet_lite0. */
  public static EfficientNetConfiguration lite0() {
    return b0(ClassifierBlocks.MobileStyle.TENSORFLOW_LITE, false, HALF, HALF);
  }

  /** EfficientNet-B0, the paper's quality filters: timm's efficientnet_b0. */
  public static EfficientNetConfiguration b0() {
    return b0(ClassifierBlocks.MobileStyle.TORCH, true, IMAGENET_MEAN, IMAGENET_DEVIATION);
  }

  /** The same with the padding of weights from TensorFlow: timm's tf_efficientnet_b0. */
  public static EfficientNetConfiguration tensorFlowB0() {
    return b0(ClassifierBlocks.MobileStyle.TENSORFLOW, true, IMAGENET_MEAN, IMAGENET_DEVIATION);
  }

  private static EfficientNetConfiguration b0(
      ClassifierBlocks.MobileStyle style,
      boolean squeeze,
      List<Double> mean,
      List<Double> deviation) {
    return new EfficientNetConfiguration(
        style, 32, B0_STAGES, squeeze, 1280, IMAGENET_CLASSES, mean, deviation);
  }

  /** Widths of the last feature map of each size, from fine to coarse. */
  public List<Integer> mapWidths() {
    return IntStream.range(0, stages.size())
        .filter(stage -> stage + 1 == stages.size() || stages.get(stage + 1).stride() == 2)
        .mapToObj(stage -> stages.get(stage).width())
        .toList();
  }

  /** Whether the weights were trained on colours in [-1, 1] as they are. */
  boolean takesInputAsItIs() {
    return mean.equals(HALF) && deviation.equals(HALF);
  }
}
