package org.text2layer.experiment.plan;

import java.util.List;
import java.util.Locale;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.Method;

/** What can be asked for: the paper's tables, and the questions that they leave. */
public enum Experiment {
  /** Tables I to III. */
  PAPER(
      "the paper's Tables I, II and III",
      Method.catAutoencoder(),
      Method.withoutComposedSupervision(),
      Method.separateLatents(),
      Method.widenedUnet(),
      Method.wholePictures(),
      Method.learningFrom(Method.TrainingLayers.FILTERED),
      Method.learningFrom(Method.TrainingLayers.AUTOMATIC)) {
    @Override
    public List<TestSet> sets(List<TestSet> all) {
      return all;
    }
  },
  /** Experiment 1. */
  COMPOSED_SUPERVISION(
      "without composed supervision", Method.catAutoencoder(), Method.withoutComposedSupervision()),
  /** Experiment 2. */
  DETECTOR(
      "another salient object detector",
      Method.catAutoencoder(),
      Method.learningFrom(Method.TrainingLayers.AUTOMATIC),
      Method.learningFrom(Method.TrainingLayers.OTHER_DETECTOR)) {
    @Override
    public List<MaskReference> references() {
      return List.of(MaskReference.values());
    }
  },
  /** Experiment 3. */
  PIXEL_SPACE("diffusion in pixel space", Method.catAutoencoder(), Method.pixelSpace()),
  /** The effect of the data set's size. */
  DATA_SIZE(
      "10, 25, 50 and 100 % of the samples",
      Method.onShare(0.1), Method.onShare(0.25), Method.onShare(0.5), Method.onShare(1)),
  /** Table III with true layers beside. */
  FILTERING(
      "filtered against unfiltered data",
      Method.learningFrom(Method.TrainingLayers.FILTERED),
      Method.learningFrom(Method.TrainingLayers.AUTOMATIC),
      Method.catAutoencoder()),
  /** A test set of another distribution. */
  OUT_OF_DISTRIBUTION(
      "photographs, which nothing was trained on",
      PAPER.methods().subList(0, 5).toArray(Method[]::new)) {
    @Override
    public List<TestSet> sets(List<TestSet> all) {
      List<TestSet> stamps = all.stream().filter(set -> set.key().equals(TestSet.STAMPS)).toList();
      if (stamps.isEmpty()) {
        throw new TableException(
            "Expected the folder of the stamps for the experiment '%s' but none was given: run datasets/stamps/make-stamps and give its folder."
                .formatted(key()));
      }
      return List.of(all.get(0), stamps.get(0));
    }
  };

  private final String title;
  private final List<Method> methods;

  Experiment(String title, Method... methods) {
    this.title = title;
    this.methods = List.of(methods);
  }

  /** What it is about. */
  public String title() {
    return title;
  }

  /** Its name on a command line and in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The methods that are compared, in the table's order. */
  public List<Method> methods() {
    return methods;
  }

  /**
   * The test sets of them all that are needed.
   *
   * @throws TableException if one is missing
   */
  public List<TestSet> sets(List<TestSet> all) {
    return all.subList(0, 1);
  }

  /** Whose masks the generated ones are compared with. */
  public List<MaskReference> references() {
    return List.of(MaskReference.EMBEDDED);
  }

  /**
   * The experiment of a {@link #key}.
   *
   * @throws TableException if there is none
   */
  public static Experiment named(String key) {
    for (Experiment experiment : values()) {
      if (experiment.key().equals(key)) {
        return experiment;
      }
    }
    throw new TableException(
        "Expected one of the experiments %s but came '%s': name one of them."
            .formatted(List.of(values()).stream().map(Experiment::key).toList(), key));
  }
}
