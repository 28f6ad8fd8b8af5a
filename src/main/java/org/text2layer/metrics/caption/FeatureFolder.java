package org.text2layer.metrics.caption;

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
import java.util.stream.LongStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.metrics.features.Lite0Features;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;

/**
 * Keeps the features of samples of Emoji Scenes in blocks, so that a training that was stopped, or
 * is tried with other rates, does not compute them again. Delete it when a network or the data
 * change: a block's name has only the split and the seeds.
 *
 * @param folder is made when needed
 * @param pictures computes pictures' features that are not kept yet
 * @param texts computes texts' features that are not kept yet
 */
record FeatureFolder(Path folder, Lite0Features pictures, MiniLmTextEncoder texts) {
  private static final int BLOCK = 200;
  private static final String PICTURES = "pictures";
  private static final String TEXTS = "texts";

  /**
   * The samples of seeds.
   *
   * @param split its name in the files' names
   * @param count a multiple of 200
   */
  CaptionedFeatures of(EmojiScenes scenes, String split, long firstSeed, int count) {
    CaptionedFeatures all = block(scenes, split, firstSeed);
    for (int from = BLOCK; from < count; from += BLOCK) {
      all = all.plus(block(scenes, split, firstSeed + from));
    }
    return all;
  }

  private CaptionedFeatures block(EmojiScenes scenes, String split, long seed) {
    Path file = folder.resolve(String.format(Locale.ROOT, "%s-%07d.safetensors", split, seed));
    if (Files.exists(file)) {
      try (Safetensors tensors = Safetensors.open(file)) {
        return new CaptionedFeatures(rows(tensors, PICTURES), rows(tensors, TEXTS));
      }
    }
    CaptionedFeatures computed = computed(scenes, seed);
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put(PICTURES, array(manager, computed.pictures()));
      tensors.put(TEXTS, array(manager, computed.texts()));
      SafetensorsWriter.write(file, tensors, Map.of());
    }
    return computed;
  }

  private CaptionedFeatures computed(EmojiScenes scenes, long seed) {
    List<float[]> ofPictures = new ArrayList<>();
    List<float[]> ofTexts = new ArrayList<>();
    for (int i = 0; i < BLOCK; i++) {
      LayeredSample sample = scenes.sample(seed + i);
      ofPictures.addAll(pictures.of(List.of(sample.picture())));
      ofTexts.add(texts.encodeSentence(sample.caption()));
    }
    return new CaptionedFeatures(ofPictures, ofTexts);
  }

  private static List<float[]> rows(Safetensors tensors, String name) {
    return LongStream.range(0, tensors.shape(name).get(0))
        .mapToObj(row -> tensors.row(name, row))
        .toList();
  }

  static NDArray array(NDManager manager, List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return manager.create(all, new Shape(rows.size(), width));
  }
}
