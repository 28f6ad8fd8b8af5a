package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.image.RgbImage;
import org.text2layer.model.CaptionPictureScorer;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;

/**
 * CLIP score (Hessel et al. 2021) with any CLIP of OpenAI's architecture. Scores of different CLIPs
 * do not compare: say which one. Thread-safe until closed.
 */
public final class ClipScorer implements CaptionPictureScorer, AutoCloseable {
  private static final int PICTURES_AT_ONCE = 16;

  private final String name;
  private final NDManager manager;
  private final ClipModel model;
  private final ClipTokenizer tokenizer;

  private ClipScorer(String name, NDManager manager, ClipModel model, ClipTokenizer tokenizer) {
    this.name = name;
    this.manager = manager;
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /** A CLIP on the best device; see {@link #load(Path, ComputeDevice)}. */
  public static ClipScorer load(Path folder) {
    return load(folder, ComputeDevice.best());
  }

  /**
   * A CLIP from a folder in transformers' layout: config.json, model.safetensors or shards of it,
   * vocab.json and merges.txt or tokenizer.json.
   *
   * @throws WeightsException if a file is missing or does not fit
   */
  public static ClipScorer load(Path folder, ComputeDevice device) {
    return load(folder, device.newManager());
  }

  /** The same; the manager is closed with the scorer. */
  static ClipScorer load(Path folder, NDManager manager) {
    ModelFolder files = new ModelFolder(folder);
    try {
      List<String> needed = new ArrayList<>(List.of("config.json"));
      needed.addAll(ClipTokenizer.files(files, "."));
      files.require(needed, List.of("model"), "give the folder of transformers' CLIPModel");
      ClipModel model = ClipModel.load(files, manager);
      ClipTokenizer tokenizer = ClipTokenizer.load(files, ".");
      tokenizer.requireWithin(model.configuration().text());
      return new ClipScorer(folder.getFileName().toString(), manager, model, tokenizer);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /** The folder's name: part of every score's provenance. */
  @Override
  public String name() {
    return name;
  }

  /**
   * The cosine of one caption and one picture, in [-1, 1].
   *
   * @throws IllegalArgumentException if the caption is blank
   */
  @Override
  public double score(String caption, RgbImage picture) {
    return scores(List.of(caption), List.of(picture)).get(0).cosine();
  }

  /**
   * Caption i against picture i.
   *
   * @param pictures of any sizes
   * @throws IllegalArgumentException if there are more of one kind, or a caption is blank
   */
  public List<Score> scores(List<String> captions, List<RgbImage> pictures) {
    CaptionPictureScorer.requirePairs(captions, pictures);
    List<Score> scores = new ArrayList<>();
    for (int from = 0; from < captions.size(); from += PICTURES_AT_ONCE) {
      int to = Math.min(captions.size(), from + PICTURES_AT_ONCE);
      scores.addAll(batch(captions.subList(from, to), pictures.subList(from, to)));
    }
    return scores;
  }

  private List<Score> batch(List<String> captions, List<RgbImage> pictures) {
    try (NDManager scope = manager.newSubManager()) {
      int side = model.configuration().vision().side();
      NDArray seen = model.embedPictures(ClipPictures.of(scope, pictures, side));
      NDArray read = model.embedTexts(ids(scope, captions));
      float[] cosines = seen.mul(read).sum(new int[] {1}).toFloatArray();
      List<Score> scores = new ArrayList<>();
      for (int i = 0; i < cosines.length; i++) {
        scores.add(new Score(cosines[i], warning(captions.get(i))));
      }
      return scores;
    }
  }

  private NDArray ids(NDManager scope, List<String> captions) {
    int positions = tokenizer.positions();
    long[] all = new long[captions.size() * positions];
    for (int i = 0; i < captions.size(); i++) {
      System.arraycopy(tokenizer.ids(captions.get(i)), 0, all, i * positions, positions);
    }
    return scope.create(all, new Shape(captions.size(), positions));
  }

  private Optional<String> warning(String caption) {
    int length = tokenizer.length(caption);
    return length <= tokenizer.positions()
        ? Optional.empty()
        : Optional.of(
            "caption of %s tokens cut to %s: its end was not seen"
                .formatted(length, tokenizer.positions()));
  }

  @Override
  public void close() {
    tokenizer.close();
    manager.close();
  }

  /**
   * One caption against one picture.
   *
   * @param cosine of their vectors in CLIP's space, in [-1, 1]
   * @param warning that the end of the caption was not seen
   */
  public record Score(double cosine, Optional<String> warning) {
    /** 100 · max(cosine, 0), as most libraries report it (Hessel et al. 2021 without their 2.5). */
    public double percent() {
      return 100 * Math.max(0, cosine);
    }

    /** As "27.41", with the warning. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f", percent())
          + warning.map(text -> " (" + text + ")").orElse("");
    }
  }
}
