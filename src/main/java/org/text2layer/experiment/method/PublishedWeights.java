package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LayerDiffuseFolder;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;

/**
 * Weights that a user has: Stable Diffusion 1.5, and LayerDiffuse's for it.
 *
 * @param stableDiffusion a folder or a file, as StableDiffusion.load reads it
 * @param layerDiffuse a folder, as LayerDiffusion.load reads it
 */
public record PublishedWeights(Path stableDiffusion, Path layerDiffuse) {
  /** The joint model; its pictures are reduced to the side of the other methods'. */
  TrainedMethod load(int side) {
    NDManager manager = ComputeDevice.best().newManager();
    try {
      LatentDiffusion joint = joint(manager);
      JsonObject data = new JsonObject();
      data.addProperty("description", "published weights, not trained here");
      JsonObject diffusion = new JsonObject();
      diffusion.add("data", data);
      diffusion.addProperty("model", joint.description());
      JsonObject provenance = new JsonObject();
      provenance.add("diffusion", diffusion);
      return new TrainedMethod(manager, joint, provenance, OptionalInt.of(side));
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  private LatentDiffusion joint(NDManager manager) {
    LatentDiffusion plain =
        PipelineFolder.of(stableDiffusion).read(PipelineKind.PICTURES, manager, Precision.FLOAT32);
    try {
      return new LayerDiffuseFolder(layerDiffuse)
          .join(plain, LayerDiffuseFolder.Frames.JOINT, manager, Precision.FLOAT32);
    } catch (RuntimeException error) {
      plain.text().close();
      throw error;
    }
  }
}
