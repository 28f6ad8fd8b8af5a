package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.nn.ClipBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;

/**
 * CLIP's text transformer (Radford et al. 2021; transformers' CLIPTextModel): every position sees
 * itself and what comes before, padding too. Thread-safe in inference.
 */
public final class ClipTextModel extends NamedBlock {
  static final String PROJECTION = "text_projection";

  /** Published files have it before every name but the projection's; newer ones leave it out. */
  private static final TensorNames PREFIXED =
      TensorNames.of(List.of(Row.of(PROJECTION, PROJECTION), Row.of("text_model", "")));

  private final ClipTextConfiguration configuration;
  final ScriptBlock embedding;
  final List<ScriptBlock> layers = new ArrayList<>();
  private final ScriptBlock norm;
  private final Optional<ScriptBlock> projection;

  private ClipTextModel(ClipTextConfiguration configuration, boolean projected) {
    this.configuration = configuration;
    ClipTransformer transformer = configuration.transformer();
    embedding =
        add(
            "embeddings",
            ClipBlocks.textEmbedding(
                configuration.vocabulary(), configuration.positions(), transformer.width()));
    for (int layer = 0; layer < transformer.layers(); layer++) {
      layers.add(add("encoder.layers." + layer, transformer.layer(true)));
    }
    norm = add("final_layer_norm", transformer.norm());
    projection =
        projected ? Optional.of(add(PROJECTION, transformer.projection())) : Optional.empty();
  }

  /** A model of this structure, without weights and without the projection. */
  public static ClipTextModel of(ClipTextConfiguration configuration) {
    return new ClipTextModel(configuration, false);
  }

  /** The same with the projection. */
  static ClipTextModel withProjection(ClipTextConfiguration configuration) {
    return new ClipTextModel(configuration, true);
  }

  /**
   * A model with weights; with the projection if the file has it.
   *
   * @param manager owns the parameters, on its device
   * @throws org.text2layer.nn.weights.WeightsException if tensors are missing, unknown or misshapen
   */
  public static ClipTextModel load(
      ClipTextConfiguration configuration, NDManager manager, Tensors file) {
    boolean projected = file.names().contains(PROJECTION + ".weight");
    ClipTextModel model = new ClipTextModel(configuration, projected);
    Weights.load(model, manager, currentNames(file));
    return model;
  }

  /** The tensors of a file, which may be an older one, by today's names. */
  public static Tensors currentNames(Tensors file) {
    boolean prefixed = file.names().stream().anyMatch(name -> name.startsWith("text_model."));
    return prefixed ? PREFIXED.in(file) : file;
  }

  /** The structure. */
  public ClipTextConfiguration configuration() {
    return configuration;
  }

  /**
   * The last hidden state after the final layer norm: what Stable Diffusion attends to.
   *
   * @param ids (batch, positions), tokens below the vocabulary's size
   * @return (batch, positions, width), attached to the ids' manager
   */
  NDArray hiddenStates(NDArray ids) {
    ParameterStore store = new ParameterStore(ids.getManager(), false);
    return forward(store, new NDList(ids), false).singletonOrThrow();
  }

  /**
   * The hidden state of each text's first end token, the largest id there is: (batch, width).
   *
   * @param ids as given to {@link #hiddenStates}
   * @param hiddenStates as it returned them
   */
  NDArray pooled(NDArray ids, NDArray hiddenStates) {
    NDList ends = new NDList();
    for (int text = 0; text < ids.getShape().get(0); text++) {
      Number[] tokens = ids.get(text).toArray();
      int end = 0;
      for (int position = 1; position < tokens.length; position++) {
        if (tokens[position].longValue() > tokens[end].longValue()) {
          end = position;
        }
      }
      ends.add(hiddenStates.get(text, end));
    }
    return NDArrays.stack(ends);
  }

  /**
   * The pooled state in the space that CLIP shares with pictures, not normalised: (batch,
   * projectionWidth).
   *
   * @throws IllegalStateException if the file had no projection, as in Stable Diffusion's folders
   */
  NDArray project(NDArray pooled) {
    ScriptBlock block =
        projection.orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected CLIP's projection but the weights had none: load a whole CLIP model."));
    return block.apply(new ParameterStore(pooled.getManager(), false), pooled, false);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray hidden = embedding.apply(store, inputs.singletonOrThrow(), training);
    for (ScriptBlock layer : layers) {
      hidden = layer.consume(store, hidden, training);
    }
    return new NDList(norm.consume(store, hidden, training));
  }
}
