package org.text2layer.experiment.method;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.text2layer.folder.Difference;
import org.text2layer.folder.JsonFile;
import org.text2layer.folder.WholeFile;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PictureException;
import org.text2layer.image.export.LayerArchiveReader;
import org.text2layer.image.export.LayerArchiveWriter;
import org.text2layer.train.TrainingException;
import org.text2layer.train.loading.Mixing;

/**
 * A method's pictures of a list of captions, as layer archives {@code 00000.zip} … in a folder.
 * What is there is used again; what is missing or damaged is generated, in the same batches as
 * always, so that the files do not depend on where a run was stopped.
 *
 * @param folder of these captions, this method and seed alone
 * @param method its name, for the pictures' provenance
 * @param captions one a picture
 * @param seed of the method's training; the noise of picture i follows from it and i
 * @param sampling how they are drawn
 */
public record MethodSamples(
    Path folder, String method, List<String> captions, long seed, Sampling sampling) {
  private static final int TOGETHER = 16;
  private static final int MEGABYTES = 16;
  private static final Gson GSON = new Gson();

  /** Keeps a copy of the captions. */
  public MethodSamples {
    captions = List.copyOf(captions);
  }

  /**
   * The pictures as their files hold them, with 8 bits a channel.
   *
   * @param trained asked once, if a picture is missing; not closed here
   * @param listener hears a sentence a batch
   * @throws TrainingException if the folder holds pictures of something else
   * @throws org.text2layer.diffusion.SamplingCancelledException if the thread was interrupted
   */
  public List<LayeredImage> pictures(Supplier<TrainedMethod> trained, Consumer<String> listener) {
    List<LayeredImage> all = new ArrayList<>();
    for (int from = 0; from < captions.size(); from += TOGETHER) {
      int end = Math.min(captions.size(), from + TOGETHER);
      List<LayeredImage> found = stored(from, end);
      if (found.size() < end - from) {
        generate(trained.get(), from, end);
        listener.accept(
            "pictures of '%s', seed %s: %s of %s".formatted(method, seed, end, captions.size()));
        found = stored(from, end);
      }
      all.addAll(found);
    }
    return all;
  }

  /**
   * What the method's training was, as written beside the pictures when they were generated.
   *
   * @param trained asked once, if the file is missing
   */
  public JsonObject training(Supplier<TrainedMethod> trained) {
    Path file = folder.resolve("training.json");
    try {
      return JsonFile.read(file, MEGABYTES, json -> json);
    } catch (IOException missing) {
      JsonObject provenance = trained.get().provenance();
      WholeFile.replace("provenance", file, provenance + "\n");
      return provenance;
    }
  }

  private Path file(int index) {
    return folder.resolve(String.format(Locale.ROOT, "%05d.zip", index));
  }

  private List<LayeredImage> stored(int from, int end) {
    return IntStream.range(from, end).mapToObj(this::stored).flatMap(Optional::stream).toList();
  }

  private Optional<LayeredImage> stored(int index) {
    Path file = file(index);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    LayeredImage picture;
    try {
      picture = LayerArchiveReader.standard().read(file);
    } catch (PictureException damaged) {
      return Optional.empty();
    }
    Optional<String> difference =
        Difference.between(
            GSON.toJsonTree(picture.provenance()), GSON.toJsonTree(provenance(index)));
    if (difference.isPresent()) {
      throw new TrainingException(
          "Expected in %s the picture that is to be made now but %s: choose another folder, or delete this one's pictures."
              .formatted(file, difference.get()));
    }
    return Optional.of(picture);
  }

  private void generate(TrainedMethod trained, int from, int end) {
    long[] seeds = LongStream.range(from, end).map(index -> Mixing.mix(seed, index)).toArray();
    List<LayeredImage> batch = trained.generate(captions.subList(from, end), seeds, sampling);
    training(() -> trained); // makes the folder
    for (int i = 0; i < batch.size(); i++) {
      LayeredImage picture = batch.get(i).withProvenance(provenance(from + i));
      LayerArchiveWriter.write(picture, file(from + i), IfExists.REPLACE);
    }
  }

  private Map<String, String> provenance(int index) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("caption", captions.get(index));
    provenance.put("method", method);
    provenance.put("training seed", Long.toString(seed));
    provenance.put("seed", Long.toString(Mixing.mix(seed, index)));
    provenance.put("sampler", sampling.toString());
    return provenance;
  }
}
