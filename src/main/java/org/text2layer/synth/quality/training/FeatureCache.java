package org.text2layer.synth.quality.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.text2layer.synth.quality.defect.DefectSet;

/**
 * A folder that keeps what is measured of labelled samples in blocks, so that a training that was
 * stopped, or is tried with other rates, does not measure them again. A block's name has a checksum
 * of the set's words and the numbers; delete the folder when measures or network change.
 *
 * @param folder is made when needed
 */
record FeatureCache(Path folder) {
  static final int BLOCK = 50;

  private static final String FEATURES = "features";

  /** 0 for a good sample, or which of the paper's defects it has, from 1. */
  private static final String DEFECTS = "defects";

  /** Samples 0 to {@code count}, and without it. */
  LabelledFeatures of(DefectSet set, int count, FrozenFeatures network, LearningListener listener) {
    LabelledFeatures all = new LabelledFeatures(set.filter().label(), List.of(), List.of());
    listener.onSeen(0, count);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      Path file = folder.resolve(name(set, from, to));
      all =
          all.and(
              Files.exists(file)
                  ? read(set, file)
                  : written(measured(set, from, to, network), file));
      listener.onSeen(to, count);
    }
    return all;
  }

  private static String name(DefectSet set, int from, int to) {
    return String.format(
        Locale.ROOT,
        "%s-%08x-%05d-%05d.safetensors",
        set.filter().label(),
        set.toString().hashCode(),
        from,
        to);
  }

  private static LabelledFeatures read(DefectSet set, Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      List<float[]> features =
          LongStream.range(0, tensors.shape(FEATURES).get(0))
              .mapToObj(row -> tensors.row(FEATURES, row))
              .toList();
      List<Optional<Defect>> defects = new ArrayList<>();
      for (float number : tensors.floats(DEFECTS)) {
        defects.add(
            number == 0 ? Optional.empty() : Optional.of(Defect.paper().get((int) number - 1)));
      }
      return new LabelledFeatures(set.filter().label(), features, defects);
    }
  }

  private static LabelledFeatures measured(
      DefectSet set, int from, int to, FrozenFeatures network) {
    List<float[]> features = new ArrayList<>();
    List<Optional<Defect>> defects = new ArrayList<>();
    for (int number = from; number < to; number++) {
      ControlledDefects.Sample sample = set.sample(number);
      features.addAll(network.of(set.filter(), List.of(sample.sample())));
      defects.add(sample.defect());
    }
    return new LabelledFeatures(set.filter().label(), features, defects);
  }

  private static LabelledFeatures written(LabelledFeatures block, Path file) {
    int length = block.features().get(0).length;
    float[] all = new float[block.size() * length];
    float[] defects = new float[block.size()];
    for (int i = 0; i < block.size(); i++) {
      System.arraycopy(block.features().get(i), 0, all, i * length, length);
      defects[i] = block.defects().get(i).map(own -> 1 + Defect.paper().indexOf(own)).orElse(0);
    }
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put(FEATURES, manager.create(all, new Shape(block.size(), length)));
      tensors.put(DEFECTS, manager.create(defects));
      SafetensorsWriter.write(file, tensors, Map.of());
    }
    return block;
  }
}
