package org.text2layer;

import ai.djl.ndarray.NDArray;
import java.util.function.Function;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.LayeredImage;

/** A sampling step of one batch among several, with a decoder for its preview. */
record DecodingStep(
    SamplingListener.Step step, int batch, int batches, Function<NDArray, LayeredImage> decoder)
    implements GenerationListener.Step {
  @Override
  public int index() {
    return batch * step.total() + step.index();
  }

  @Override
  public int total() {
    return batches * step.total();
  }

  @Override
  public LayeredImage preview() {
    return decoder.apply(step.denoised());
  }

  @Override
  public void cancel() {
    step.cancel();
  }
}
