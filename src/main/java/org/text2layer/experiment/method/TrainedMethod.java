package org.text2layer.experiment.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.util.List;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.train.diffusion.LatentSpace;

/** The networks of a trained method, until closed. For one thread at a time. */
public final class TrainedMethod implements AutoCloseable {
  private final NDManager manager;
  private final TextEncoder text;
  private final LatentSpace space;
  private final UNet unet;
  private final JsonObject provenance;

  /** Owns the manager and the text encoder. */
  TrainedMethod(
      NDManager manager, TextEncoder text, LatentSpace space, UNet unet, JsonObject provenance) {
    this.manager = manager;
    this.text = text;
    this.space = space;
    this.unet = unet;
    this.provenance = provenance;
  }

  UNet unet() {
    return unet;
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
    DiffusionProcess process =
        DiffusionProcess.of(
            unet::predict,
            sampling.sampler(NoiseSchedule.stableDiffusion()),
            sampling.classifierFree());
    try (NDManager scope = manager.newSubManager()) {
      NDArray latents =
          process.sample(
              scope,
              text.encode(scope, captions),
              text.encode(scope, List.of("")),
              space.shape(),
              seeds,
              SamplingListener.none());
      return space.decode(latents);
    }
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    text.close();
    manager.close();
  }
}
