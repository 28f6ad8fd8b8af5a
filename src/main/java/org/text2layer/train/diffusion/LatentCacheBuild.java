package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.folder.BackgroundWork;
import org.text2layer.folder.Difference;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.loading.Mixing;

/** Encodes a data set into the files of a {@link LatentCache}. For one run. */
final class LatentCacheBuild {
  private static final int BATCH = 8;
  private static final Gson GSON = new Gson();

  private final Path folder;
  private final TrainingData<LayeredSample> samples;
  private final LatentEncoder encoder;
  private final LatentCache.Draw draw;
  private final long seed;
  private final String description;
  private volatile boolean stopped;

  LatentCacheBuild(
      Path folder,
      TrainingData<LayeredSample> samples,
      LatentEncoder encoder,
      LatentCache.Draw draw,
      long seed) {
    this.folder = folder.toAbsolutePath();
    this.samples = samples;
    this.encoder = encoder;
    this.draw = draw;
    this.seed = seed;
    description =
        "%s of %s, as %s, %s with seed %s"
            .formatted(samples.size(), samples.description(), encoder.description(), draw, seed);
  }

  LatentCache run(LongConsumer progress) {
    BackgroundWork<Long> background = new BackgroundWork<>("latent-cache");
    return background.await(() -> build(background), () -> stopped = true, progress::accept);
  }

  private LatentCache build(BackgroundWork<Long> background) {
    Set<String> captions = new LinkedHashSet<>();
    captions.add("");
    for (long from = 0; from < samples.size(); from += LatentCache.SAMPLES_A_FILE) {
      Path file = LatentCache.latentsFile(folder, from);
      if (!Files.exists(file)) {
        encode(from, file);
      }
      try (Safetensors written = Safetensors.open(file)) {
        requireOurs(written);
        captions.addAll(LatentCache.strings(written, LatentCache.CAPTIONS));
      }
      background.tell(Math.min(samples.size(), from + LatentCache.SAMPLES_A_FILE));
      if (stopped) {
        throw new TrainingException(
            "Encoding latents into %s was interrupted: run it again to go on.".formatted(folder));
      }
    }
    Path file = LatentCache.captionsFile(folder);
    if (!Files.exists(file)) {
      encodeCaptions(new ArrayList<>(captions), file);
    }
    return new LatentCache(folder, samples.size());
  }

  private void requireOurs(Safetensors file) {
    String found = file.metadata().getOrDefault(LatentCache.DESCRIPTION, "something else");
    Difference.between(new JsonPrimitive(found), new JsonPrimitive(description))
        .ifPresent(
            difference -> {
              throw new TrainingException(
                  "Expected in %s the latents that are to be made now but %s: choose another folder."
                      .formatted(file.file(), difference));
            });
  }

  private void encode(long from, Path file) {
    long end = Math.min(samples.size(), from + LatentCache.SAMPLES_A_FILE);
    Shape latent = encoder.latentShape();
    int size = Math.toIntExact(latent.size());
    float[] all = new float[Math.multiplyExact((int) (end - from), size)];
    List<String> ids = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    for (long first = from; first < end; first += BATCH) {
      long[] indices = LongStream.range(first, Math.min(end, first + BATCH)).toArray();
      List<String> names = LongStream.of(indices).mapToObj(samples::id).toList();
      List<LayeredSample> batch = LongStream.of(indices).parallel().mapToObj(samples::get).toList();
      List<LatentEncoder.Gaussian> latents = encoder.encode(names, batch);
      for (int i = 0; i < indices.length; i++) {
        float[] drawn = drawn(latents.get(i), indices[i]);
        System.arraycopy(drawn, 0, all, (int) (indices[i] - from) * size, size);
      }
      ids.addAll(names);
      batch.forEach(sample -> captions.add(sample.caption()));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(LatentCache.DESCRIPTION, description);
    metadata.put("ids", GSON.toJson(ids));
    metadata.put(LatentCache.CAPTIONS, GSON.toJson(captions));
    try (NDManager scope = encoder.manager().newSubManager()) {
      NDArray tensor = scope.create(all, new Shape(end - from).addAll(latent));
      SafetensorsWriter.write(file, Map.of(LatentCache.LATENTS, tensor), metadata);
    }
  }

  private float[] drawn(LatentEncoder.Gaussian latent, long index) {
    if (draw == LatentCache.Draw.MEAN) {
      return latent.mean();
    }
    return latent.drawn(PictureNoise.of(Mixing.mix(seed, index)));
  }

  private void encodeCaptions(List<String> captions, Path file) {
    CaptionShape shape = CaptionShape.of(encoder.text());
    float[] all = new float[Math.multiplyExact(captions.size(), shape.size())];
    for (int i = 0; i < captions.size(); i++) {
      float[] context = CaptionShape.embed(encoder.text(), captions.get(i));
      System.arraycopy(context, 0, all, i * shape.size(), context.length);
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(LatentCache.DESCRIPTION, description);
    metadata.put(LatentCache.CAPTIONS, GSON.toJson(captions));
    try (NDManager scope = NDManager.newBaseManager()) {
      NDArray tensor =
          scope.create(all, new Shape(captions.size(), shape.positions(), shape.width()));
      SafetensorsWriter.write(file, Map.of(LatentCache.CAPTIONS, tensor), metadata);
    }
  }
}
