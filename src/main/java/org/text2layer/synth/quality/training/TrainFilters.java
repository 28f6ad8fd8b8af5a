package org.text2layer.synth.quality.training;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.FrozenFeatures;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.defect.ControlledDefects;

/**
 * Trains the filters that ship with the jar, and prints their reports: 5,000 samples of the
 * training objects and scenes, measured on 1,000 of other objects over other scenes.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>OMP_NUM_THREADS=1 java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)"
 * org.text2layer.synth.quality.training.TrainFilters target/filters target/filter-features
 *
 * <p>The arguments are the folder for the two safetensors and the folder that keeps features (see
 * {@link FeatureCache}). About twenty minutes of one core when it is empty.
 */
public final class TrainFilters {
  private static final int TRAINING_SAMPLES = 5000;
  private static final int TEST_SAMPLES = 1000;
  private static final long TRAINING_SEED = 1;
  private static final long TEST_SEED = 2;

  private TrainFilters() {}

  /** See the class. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      throw new IllegalArgumentException(
          "Expected two folders, for the filters and for their features, but came %s arguments: name both."
              .formatted(arguments.length));
    }
    FeatureCache cache = new FeatureCache(Path.of(arguments[1]));
    try (FrozenFeatures network = FrozenFeatures.lite0(ComputeDevice.named("cpu"))) {
      for (PaperFilter filter : PaperFilter.values()) {
        NeuronTraining.TrainedNeuron trained = train(filter, cache, network);
        String file = filter.label() + "-filter.safetensors";
        trained.neuron().save(Path.of(arguments[0]).resolve(file));
        print("kept aside for the threshold", trained.validation());
        print("held out", test(filter, trained, cache, network));
      }
    }
  }

  private static NeuronTraining.TrainedNeuron train(
      PaperFilter filter, FeatureCache cache, FrozenFeatures network) {
    ControlledDefects set = ControlledDefects.of(filter, EmojiScenes.train(), TRAINING_SEED);
    LabelledFeatures samples = cache.of(set, TRAINING_SAMPLES, network);
    return NeuronTraining.standard().train(samples, provenance(set, network));
  }

  private static FilterReport test(
      PaperFilter filter,
      NeuronTraining.TrainedNeuron trained,
      FeatureCache cache,
      FrozenFeatures network) {
    ControlledDefects set = ControlledDefects.of(filter, EmojiScenes.unseenObjects(), TEST_SEED);
    LabelledFeatures samples = cache.of(set, TEST_SAMPLES, network);
    return FilterReport.of(trained.neuron(), samples, trained.threshold());
  }

  private static Map<String, String> provenance(ControlledDefects set, FrozenFeatures network) {
    return Map.of(
        "filter",
        set.filter().label(),
        "data",
        set.toString(),
        NeuronFilter.NETWORK,
        network.network(),
        "engine",
        "PyTorch " + Engine.getEngine("PyTorch").getVersion(),
        "licence",
        "Apache-2.0");
  }

  private static void print(String which, FilterReport report) {
    System.out.println(which);
    System.out.println(report.summary());
    System.out.println(report.byDefect());
    System.out.println(report.reliability());
  }
}
