package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * PatchGAN's discriminator as latent diffusion uses it (taming-transformers' NLayerDiscriminator,
 * three layers): a logit for each patch of 70x70 pixels, above 0 for real ones. In training its
 * batch norms use the statistics of the batch, so real and made pictures go through in two calls.
 * Parameters carry its names: net.0.weight, net.2.weight, net.3.running_mean, and so on.
 */
final class PatchDiscriminator extends NamedBlock {
  private static final int LAYERS = 3;

  private final int width;
  private final List<ScriptBlock> chain = new ArrayList<>();

  private PatchDiscriminator(int width) {
    if (width < 1) {
      throw new IllegalArgumentException(
          "Expected a positive width of the discriminator but came " + width + ": 64 is usual.");
    }
    this.width = width;
    append(ClassifierBlocks.patch(0, 3, width, 2, false));
    int in = width;
    int place = 2;
    for (int layer = 1; layer <= LAYERS; layer++) {
      int out = width << layer;
      append(ClassifierBlocks.patch(place, in, out, layer < LAYERS ? 2 : 1, true));
      in = out;
      place += 3;
    }
    append(ClassifierBlocks.patchLogits(place, in));
  }

  /**
   * A discriminator of RGB pictures, without weights.
   *
   * @param width of the first layer ("ndf"), doubled by each of the next three; 64 is usual
   */
  public static PatchDiscriminator of(int width) {
    return new PatchDiscriminator(width);
  }

  /** Width of the first layer. */
  public int width() {
    return width;
  }

  private void append(ScriptBlock block) {
    chain.add(add("net", block));
  }

  /**
   * A logit for each patch: (batch, 1, height / 8 - 2, width / 8 - 2).
   *
   * @param pictures (batch, 3, height, width) in [-1, 1], at least 24 pixels a side
   */
  public NDArray logits(ParameterStore store, NDArray pictures, boolean training) {
    return forward(store, new NDList(pictures), training).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(ScriptBlock.chained(chain, store, inputs.singletonOrThrow(), training));
  }
}
