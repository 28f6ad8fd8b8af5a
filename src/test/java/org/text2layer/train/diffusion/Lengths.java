package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.SchedulerConfiguration;

/** One token of four numbers a caption: a one at its length. */
final class Lengths implements TextEncoder {
  /** A model of layers' pixels under these captions. */
  static LatentDiffusion pipeline(UNet unet, SchedulerConfiguration scheduler) {
    return LatentDiffusion.of(new Lengths(), unet, scheduler, LatentSpace.pixels());
  }

  @Override
  public NDArray encode(NDManager manager, List<String> captions) {
    float[] values = new float[captions.size() * 4];
    for (int i = 0; i < captions.size(); i++) {
      values[4 * i + captions.get(i).length()] = 1;
    }
    return manager.create(values, new Shape(captions.size(), 1, 4));
  }

  @Override
  public int positions() {
    return 1;
  }

  @Override
  public int tokens(String caption) {
    return 1;
  }

  @Override
  public String description() {
    return "lengths";
  }

  @Override
  public int width() {
    return 4;
  }

  @Override
  public void close() {}
}
