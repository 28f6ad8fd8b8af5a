package org.text2layer.synth.quality.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.text2layer.synth.quality.defect.Defect;

/**
 * Samples as their features, which is all that training the last layer needs: each picture passes
 * the network once, not once an epoch.
 *
 * @param filter the name of the filter that they are for
 * @param features of one length
 * @param defects of each; empty for good samples
 */
record LabelledFeatures(String filter, List<float[]> features, List<Optional<Defect>> defects) {
  /** Checks that both lists go together. */
  public LabelledFeatures {
    features = List.copyOf(features);
    defects = List.copyOf(defects);
    if (features.size() != defects.size()) {
      throw new IllegalArgumentException(
          "Expected a label for each of %s samples but came %s: give one each."
              .formatted(features.size(), defects.size()));
    }
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).length != features.get(0).length) {
        throw new IllegalArgumentException(
            "Expected features of one length, %s, but sample %s has %s: take them from one network."
                .formatted(features.get(0).length, i, features.get(i).length));
      }
    }
  }

  /** How many samples. */
  public int size() {
    return features.size();
  }

  /** Whether a sample is good. */
  public boolean good(int index) {
    return defects.get(index).isEmpty();
  }

  /** The samples from one index up to, and without, another. */
  LabelledFeatures part(int from, int to) {
    return new LabelledFeatures(filter, features.subList(from, to), defects.subList(from, to));
  }

  /** The same samples in this order of their numbers. */
  LabelledFeatures inOrder(int[] order) {
    return new LabelledFeatures(
        filter,
        Arrays.stream(order).mapToObj(features::get).toList(),
        Arrays.stream(order).mapToObj(defects::get).toList());
  }

  /** These and then the others: how labels that people gave are mixed in. */
  public LabelledFeatures and(LabelledFeatures others) {
    List<float[]> allFeatures = new ArrayList<>(features);
    allFeatures.addAll(others.features);
    List<Optional<Defect>> allDefects = new ArrayList<>(defects);
    allDefects.addAll(others.defects);
    return new LabelledFeatures(filter, allFeatures, allDefects);
  }
}
