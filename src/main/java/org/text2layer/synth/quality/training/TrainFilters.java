package org.text2layer.synth.quality.training;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.StampScenes;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.FrozenFeatures;
import org.text2layer.synth.quality.NeuronFilter;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.DefectSet;
import org.text2layer.synth.quality.defect.DetectorErrors;
import org.text2layer.synth.quality.defect.RandomisedScenes;

/**
 * Trains the filters that ship with the jar on Emoji Scenes' training objects, as they are and with
 * their look drawn at random, and prints their reports on other objects over other scenes.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>OMP_NUM_THREADS=1 java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)"
 * org.text2layer.synth.quality.training.TrainFilters target/filters target/filter-features
 *
 * <p>The arguments are the folder for the two safetensors and the folder that keeps what was
 * measured (see {@link FeatureCache}). A third one is a folder of cut-outs and scenes of your own,
 * laid as {@link StampScenes} reads them (datasets/stamps): its training part is learned from too,
 * and its test part reported; such neurons stay with you, {@code OutputNeuron.open} reads them.
 */
public final class TrainFilters {
  private static final long TRAINING_SEED = 1;
  private static final long RANDOMISED_SEED = 11;
  private static final long ERRORS_SEED = 12;
  private static final long TEST_SEED = 2;

  /** Of Emoji Scenes as they are: so few that the others decide where both disagree. */
  private static final int PLAIN = 100;

  private static final int RANDOMISED = 150;
  private static final int ERRORS = 500;
  private static final int OWN = 300;
  private static final int HELD_OUT = 100;

  /** A set, and how many of its samples. */
  private record Part(DefectSet set, int samples) {}

  private TrainFilters() {}

  /** See the class. */
  public static void main(String[] arguments) {
    if (arguments.length < 2 || arguments.length > 3) {
      throw new IllegalArgumentException(
          "Expected two folders, for the filters and for what is measured, and one of cut-outs of your own if wanted, but came %s arguments: name them."
              .formatted(arguments.length));
    }
    FeatureCache cache = new FeatureCache(Path.of(arguments[1]));
    Optional<StampScenes> own =
        arguments.length == 3
            ? Optional.of(StampScenes.of(Path.of(arguments[2])))
            : Optional.empty();
    try (FrozenFeatures network = FrozenFeatures.lite0(ComputeDevice.named("cpu"))) {
      for (PaperFilter filter : PaperFilter.values()) {
        List<Part> parts = training(filter, own);
        List<LabelledFeatures> samples =
            parts.stream().map(part -> features(part, cache, network)).toList();
        NeuronTraining.TrainedNeuron trained =
            NeuronTraining.standard().train(joined(samples), provenance(filter, parts, network));
        trained
            .neuron()
            .save(Path.of(arguments[0]).resolve(filter.label() + "-filter.safetensors"));
        print("kept aside for the threshold", trained.validation());
        for (Part part : test(filter, own)) {
          LabelledFeatures held = features(part, cache, network);
          print(
              "held out: " + part.set(),
              FilterReport.of(trained.neuron(), held, trained.threshold()));
        }
      }
    }
  }

  private static List<Part> training(PaperFilter filter, Optional<StampScenes> own) {
    RandomisedScenes randomised = RandomisedScenes.of(EmojiScenes.train());
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(ControlledDefects.of(filter, EmojiScenes.train(), TRAINING_SEED), PLAIN));
    parts.add(
        filter == PaperFilter.MASK
            ? new Part(
                DetectorErrors.of(randomised.toString(), randomised::sample, ERRORS_SEED), ERRORS)
            : new Part(
                ControlledDefects.of(
                    filter, randomised.toString(), randomised::sample, RANDOMISED_SEED),
                RANDOMISED));
    own.ifPresent(scenes -> parts.addAll(of(filter, scenes.training(), TRAINING_SEED)));
    return parts;
  }

  private static List<Part> of(PaperFilter filter, StampScenes scenes, long seed) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(ControlledDefects.of(filter, scenes.toString(), scenes::sample, seed), OWN));
    if (filter == PaperFilter.MASK) {
      parts.add(new Part(DetectorErrors.of(scenes.toString(), scenes::sample, seed), OWN));
    }
    return parts;
  }

  private static List<Part> test(PaperFilter filter, Optional<StampScenes> own) {
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(ControlledDefects.of(filter, EmojiScenes.unseenObjects(), TEST_SEED), HELD_OUT));
    own.ifPresent(scenes -> parts.addAll(of(filter, scenes.test(), TEST_SEED)));
    return parts;
  }

  private static LabelledFeatures features(Part part, FeatureCache cache, FrozenFeatures network) {
    return cache.of(
        part.set(),
        part.samples(),
        network,
        (done, total) -> System.err.println(done + " of " + total + ": " + part.set()));
  }

  private static LabelledFeatures joined(List<LabelledFeatures> samples) {
    LabelledFeatures all = samples.get(0);
    for (LabelledFeatures more : samples.subList(1, samples.size())) {
      all = all.and(more);
    }
    return all;
  }

  private static Map<String, String> provenance(
      PaperFilter filter, List<Part> parts, FrozenFeatures network) {
    return Map.of(
        "filter",
        filter.label(),
        "data",
        parts.stream()
            .map(part -> part.samples() + " of " + part.set())
            .collect(Collectors.joining("; ")),
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
