package org.text2layer.train.diffusion;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.text2layer.data.LayeredSample;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

/**
 * Latents and captions that were encoded once, in a folder of safetensors: {@code latents-00000} …
 * with 256 samples each, and {@code captions} with one embedding a distinct caption, which comes
 * last. Building can be stopped at any moment and goes on. Reading is thread-safe until closed.
 */
public final class LatentCache implements AutoCloseable {
  static final int SAMPLES_A_FILE = 256;
  static final String LATENTS = "latents";
  static final String CAPTIONS = "captions";
  static final String DESCRIPTION = "description";
  private static final Gson GSON = new Gson();

  private final String description;
  private final List<Safetensors> files = new ArrayList<>();
  private final Safetensors captions;
  private final List<String> ids = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  /** How a latent is taken from the encoder's Gaussian. */
  public enum Draw {
    /** One sample, the same from then on (the recipe of the embedded weights). */
    SAMPLED,
    /** The mean. */
    MEAN
  }

  LatentCache(Path folder, long size) {
    captions = Safetensors.open(captionsFile(folder));
    description = captions.metadata().get(DESCRIPTION);
    Map<String, Integer> row = new LinkedHashMap<>();
    for (String caption : strings(captions, CAPTIONS)) {
      row.put(caption, row.size());
    }
    for (long from = 0; from < size; from += SAMPLES_A_FILE) {
      Safetensors file = Safetensors.open(latentsFile(folder, from));
      files.add(file);
      ids.addAll(strings(file, "ids"));
      strings(file, CAPTIONS).forEach(caption -> rows.add(row.get(caption)));
    }
  }

  /**
   * Encodes what is not encoded yet, and opens the cache. An interrupt of the thread ends it after
   * the file under way.
   *
   * @param folder of the cache: new, or begun with the same data and networks
   * @param draw what is kept of a latent's Gaussian
   * @param seed of the draws
   * @param progress hears how many samples are done
   * @throws TrainingException if a sample cannot be encoded, the folder is of other data, or the
   *     thread was interrupted
   */
  public static LatentCache build(
      Path folder,
      TrainingData<LayeredSample> samples,
      LatentEncoder encoder,
      Draw draw,
      long seed,
      LongConsumer progress) {
    return new LatentCacheBuild(folder, samples, encoder, draw, seed).run(progress);
  }

  static Path latentsFile(Path folder, long from) {
    return folder.resolve(
        String.format(Locale.ROOT, "%s-%05d.safetensors", LATENTS, from / SAMPLES_A_FILE));
  }

  static Path captionsFile(Path folder) {
    return folder.resolve(CAPTIONS + ".safetensors");
  }

  /** A list that a file's header holds as JSON. */
  static List<String> strings(Safetensors file, String name) {
    try {
      return List.of(GSON.fromJson(file.metadata().get(name), String[].class));
    } catch (JsonParseException | NullPointerException error) {
      throw new TrainingException(
          "Expected a list of %s in %s but there is none: delete it and build it again."
              .formatted(name, file.file()),
          error);
    }
  }

  /** The samples; valid until the cache is closed. */
  public TrainingData<LatentSample> data() {
    return TrainingData.of(description, ids.size(), this::sample, index -> ids.get((int) index));
  }

  private LatentSample sample(long index) {
    float[] latent = files.get((int) (index / SAMPLES_A_FILE)).row(LATENTS, index % SAMPLES_A_FILE);
    return LatentSample.of(latent, captions.row(CAPTIONS, rows.get((int) index)));
  }

  @Override
  public void close() {
    files.forEach(Safetensors::close);
    captions.close();
  }
}
