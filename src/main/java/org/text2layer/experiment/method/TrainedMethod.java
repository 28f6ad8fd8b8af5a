package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Resampling;
import org.text2layer.pipeline.LatentDiffusion;

/** A trained method: a pipeline with its memory, until closed. For one thread at a time. */
public final class TrainedMethod implements AutoCloseable {
  private final NDManager manager;
  private final LatentDiffusion pipeline;
  private final JsonObject provenance;
  private final OptionalInt side;

  /**
   * Owns the manager and the pipeline's text encoder.
   *
   * @param side that larger pictures are reduced to, made one at a time; empty for a method that
   *     was trained at the size of all
   */
  TrainedMethod(
      NDManager manager, LatentDiffusion pipeline, JsonObject provenance, OptionalInt side) {
    this.side = side;
    this.manager = manager;
    this.pipeline = pipeline;
    this.provenance = provenance;
  }

  /** The model, to be saved for example; valid until this is closed. */
  public LatentDiffusion pipeline() {
    return pipeline;
  }

  /** What both trainings were: data, hyperparameters, versions, device. */
  public JsonObject provenance() {
    return provenance.deepCopy();
  }

  /**
   * A picture a caption; without layers where the method has none.
   *
   * @param seeds one a caption: the same seed gives the same noise to every method of the same
   *     latents
   * @throws org.text2layer.diffusion.SamplingCancelledException if the thread was interrupted
   */
  public List<LayeredImage> generate(List<String> captions, long[] seeds, Sampling sampling) {
    if (side.isEmpty()) {
      return sampling.generate(manager, pipeline, captions, seeds);
    }
    List<LayeredImage> pictures = new ArrayList<>();
    for (int i = 0; i < seeds.length; i++) {
      List<String> caption = captions.subList(i, i + 1);
      long[] seed = {seeds[i]};
      LayeredImage picture = sampling.generate(manager, pipeline, caption, seed).get(0);
      pictures.add(picture.resized(side.getAsInt(), side.getAsInt(), Resampling.BOX));
    }
    return pictures;
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    pipeline.text().close();
    manager.close();
  }
}
