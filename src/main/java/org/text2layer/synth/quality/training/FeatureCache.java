package org.text2layer.synth.quality.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.synth.quality.FrozenFeatures;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;

/**
 * A folder that keeps the features of controlled defects in blocks, so that a training that was
 * stopped, or is tried with other rates, does not compute them again. Delete it when the defects or
 * the network change: a block's name has only filter, seed and numbers.
 *
 * @param folder is made when needed
 */
record FeatureCache(Path folder) {
  static final int BLOCK = 200;

  private static final String FEATURES = "features";

  /** Samples 0 to {@code count}, and without it. */
  LabelledFeatures of(ControlledDefects set, int count, FrozenFeatures network) {
    List<float[]> features = new ArrayList<>();
    List<Optional<Defect>> defects = new ArrayList<>();
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      Path file =
          folder.resolve(
              String.format(
                  Locale.ROOT,
                  "%s-%d-%05d-%05d.safetensors",
                  set.filter().label(),
                  set.seed(),
                  from,
                  to));
      features.addAll(Files.exists(file) ? read(file) : computed(set, from, to, network, file));
      for (int number = from; number < to; number++) {
        defects.add(set.defect(number));
      }
    }
    return new LabelledFeatures(set.filter().label(), features, defects);
  }

  private static List<float[]> read(Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      return LongStream.range(0, tensors.shape(FEATURES).get(0))
          .mapToObj(row -> tensors.row(FEATURES, row))
          .toList();
    }
  }

  private static List<float[]> computed(
      ControlledDefects set, int from, int to, FrozenFeatures network, Path file) {
    List<float[]> features = new ArrayList<>();
    int step = 8;
    for (int start = from; start < to; start += step) {
      List<LabelledSample> samples = new ArrayList<>();
      for (int number = start; number < Math.min(to, start + step); number++) {
        samples.add(set.sample(number).labelled(set.filter().label()));
      }
      features.addAll(LabelledFeatures.of(set.filter(), samples, network).features());
    }
    write(file, features);
    return features;
  }

  private static void write(Path file, List<float[]> features) {
    int length = features.get(0).length;
    float[] all = new float[features.size() * length];
    for (int i = 0; i < features.size(); i++) {
      System.arraycopy(features.get(i), 0, all, i * length, length);
    }
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      NDArray array = manager.create(all, new Shape(features.size(), length));
      SafetensorsWriter.write(file, Map.of(FEATURES, array), Map.of());
    }
  }
}
