package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.ClipBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * CLIP's vision transformer with its projection (Radford et al. 2021; transformers'
 * CLIPVisionModelWithProjection). Thread-safe in inference.
 */
final class ClipVisionModel extends NamedBlock {
  static final String PROJECTION = "visual_projection";

  private final ScriptBlock embedding;
  private final ScriptBlock firstNorm;
  private final List<ScriptBlock> layers = new ArrayList<>();
  private final ScriptBlock lastNorm;
  private final ScriptBlock projection;

  private ClipVisionModel(ClipVisionConfiguration configuration) {
    ClipTransformer transformer = configuration.transformer();
    embedding =
        add(
            "embeddings",
            ClipBlocks.visionEmbedding(
                configuration.side(), configuration.patch(), transformer.width()));
    // Spelled so in the published weights.
    firstNorm = add("pre_layrnorm", transformer.norm());
    for (int layer = 0; layer < transformer.layers(); layer++) {
      layers.add(add("encoder.layers." + layer, transformer.layer(false)));
    }
    lastNorm = add("post_layernorm", transformer.norm());
    projection = add(PROJECTION, transformer.projection());
  }

  /** A model of this structure, without weights. */
  static ClipVisionModel of(ClipVisionConfiguration configuration) {
    return new ClipVisionModel(configuration);
  }

  /**
   * The last hidden state of the class vector and every patch, before the last norm.
   *
   * @param pictures (batch, 3, side, side), normalised as CLIP's were
   * @return (batch, 1 + patches, width)
   */
  NDArray hiddenStates(NDArray pictures) {
    return hiddenStates(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  private NDArray hiddenStates(ParameterStore store, NDArray pictures, boolean training) {
    NDArray hidden = embedding.apply(store, pictures, training);
    hidden = firstNorm.consume(store, hidden, training);
    for (ScriptBlock layer : layers) {
      hidden = layer.consume(store, hidden, training);
    }
    return hidden;
  }

  /**
   * Pictures in the space that CLIP shares with texts, not normalised: (batch, projectionWidth).
   */
  NDArray embed(NDArray pictures) {
    ParameterStore store = new ParameterStore(pictures.getManager(), false);
    return forward(store, new NDList(pictures), false).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray hidden = hiddenStates(store, inputs.singletonOrThrow(), training);
    NDArray pooled = lastNorm.apply(store, hidden.get(":, 0"), training);
    return new NDList(projection.apply(store, pooled, training));
  }
}
