package org.text2layer.metrics.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.text2layer.metrics.features.FeatureSet;

/**
 * Which pictures of two sets a {@link KernelDistance} looks at. They are drawn by their numbers
 * alone: of sets too large for one machine, only their features have to be brought together.
 *
 * @param subsets all of one size
 */
public record KernelSubsets(List<Subset> subsets) {
  /** Clean-FID's subsets, and the pictures of one. */
  static final int MANY = 100;

  static final int LARGE = 1000;

  /**
   * Pictures of the two sets that are measured together, by their numbers.
   *
   * @param generated each once
   * @param reference each once
   */
  public record Subset(int[] generated, int[] reference) {}

  /** Copies the list. */
  public KernelSubsets {
    subsets = List.copyOf(subsets);
  }

  /** As {@link KernelDistance#between(FeatureSet, FeatureSet, long)} draws them. */
  public static KernelSubsets draw(int generated, int reference, long seed) {
    return draw(generated, reference, MANY, LARGE, seed);
  }

  static KernelSubsets draw(
      int generated, int reference, int subsets, int largestSubset, long seed) {
    int size = Math.min(largestSubset, Math.min(generated, reference));
    if (subsets < 1 || size < 2) {
      throw new IllegalArgumentException(
          "Expected at least 1 subset of at least 2 pictures but came %s of %s: give larger sets."
              .formatted(subsets, size));
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<Subset> drawn = new ArrayList<>();
    for (int i = 0; i < subsets; i++) {
      drawn.add(new Subset(without(random, generated, size), without(random, reference, size)));
    }
    return new KernelSubsets(drawn);
  }

  /** Some of the numbers below {@code all}, each once: the start of a Fisher-Yates shuffle. */
  private static int[] without(SplittableRandom random, int all, int some) {
    int[] numbers = IntStream.range(0, all).toArray();
    int[] drawn = new int[some];
    for (int i = 0; i < some; i++) {
      int other = i + (int) ((all - i) * random.nextDouble());
      drawn[i] = numbers[other];
      numbers[other] = numbers[i];
    }
    return drawn;
  }

  /** The generated pictures that are looked at, ascending, each once. */
  public int[] generated() {
    return all(Subset::generated);
  }

  /** The pictures of the reference that are looked at, ascending, each once. */
  public int[] reference() {
    return all(Subset::reference);
  }

  private int[] all(Function<Subset, int[]> side) {
    return subsets.stream().map(side).flatMapToInt(Arrays::stream).distinct().sorted().toArray();
  }

  /**
   * The distance, of the features of these pictures alone.
   *
   * @param ofGenerated of {@link #generated}, in that order
   * @param ofReference of {@link #reference}, in that order
   * @throws IllegalArgumentException if there are more or fewer, or they are of different networks
   */
  public KernelDistance between(FeatureSet ofGenerated, FeatureSet ofReference) {
    int[] first = generated();
    int[] second = reference();
    if (ofGenerated.size() != first.length || ofReference.size() != second.length) {
      throw new IllegalArgumentException(
          "Expected features of the %s and %s pictures that were drawn but came %s and %s: give those, in their order."
              .formatted(first.length, second.length, ofGenerated.size(), ofReference.size()));
    }
    List<Subset> here =
        subsets.stream()
            .map(each -> new Subset(in(first, each.generated()), in(second, each.reference())))
            .toList();
    return KernelDistance.between(ofGenerated, ofReference, here);
  }

  private static int[] in(int[] all, int[] some) {
    return Arrays.stream(some).map(number -> Arrays.binarySearch(all, number)).toArray();
  }
}
