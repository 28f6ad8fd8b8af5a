package org.text2layer.model.layerdiffuse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.text2layer.model.unet.TransformerAdapter;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;
import org.text2layer.nn.weights.Tensors;

/**
 * A UNet that denoises the frames of a picture together: in every attention each frame has low-rank
 * parts of its own, and then the frames attend to each other at each position. The UNet's own
 * parameters are used where they are, not copied, and have to stay open. Thread-safe.
 */
public final class AttentionSharing extends NamedBlock implements TransformerAdapter {
  private static final String FIRST = "hookers.layers.0.to_q_lora.0.down.weight";
  private static final int PUBLISHED_RANK = 256;
  private static final int MOST_RANK = 4_096;

  private final UNet unet;
  private final int frames;
  private final Map<ScriptBlock, ScriptBlock> sharing = new IdentityHashMap<>();

  private AttentionSharing(UNet unet, int frames, int rank) {
    this.unet = unet;
    this.frames = frames;
    unet.transformers()
        .forEach(
            (name, own) ->
                sharing.put(own, add(name, DiffusionBlocks.sharingTransformer(own, frames, rank))));
  }

  /**
   * Without weights.
   *
   * @param unet of the kind that the weights were trained for
   * @param frames of a picture
   * @param file that {@link #names} applies to; says the rank of the low-rank parts
   */
  public static AttentionSharing of(UNet unet, int frames, Tensors file) {
    boolean known = file.names().contains(FIRST) && file.shape(FIRST).dimension() > 0;
    long rank = known ? file.shape(FIRST).get(0) : PUBLISHED_RANK;
    return new AttentionSharing(unet, frames, (int) Math.max(1, Math.min(rank, MOST_RANK)));
  }

  /** The tensors of a published file by this block's names. */
  public Tensors names(Tensors file) {
    List<Row> rows = new ArrayList<>();
    Set<String> transformers = unet.transformers().keySet();
    // The file counts attentions on the way down, on the way up, and the middle's last.
    List<String> ordered = new ArrayList<>();
    transformers.stream().filter(name -> !isMiddle(name)).forEach(ordered::add);
    transformers.stream().filter(AttentionSharing::isMiddle).forEach(ordered::add);
    for (String transformer : ordered) {
      for (String attention : List.of("attn1", "attn2")) {
        rows.add(Row.of("hookers.layers." + rows.size(), transformer + "." + attention));
      }
    }
    return TensorNames.of(rows).in(file);
  }

  private static boolean isMiddle(String transformer) {
    return transformer.startsWith("mid_block");
  }

  /** Frames of a picture. */
  public int frames() {
    return frames;
  }

  /**
   * Inference.
   *
   * @param latents (pictures x frames, channels, height, width), the frame is the faster index
   * @param timesteps (pictures x frames)
   * @param context (pictures x frames, positions, width), each frame's own text
   * @return of the shape of the latents
   */
  public NDArray predict(NDArray latents, NDArray timesteps, NDArray context) {
    return unet.predict(latents, timesteps, context, this);
  }

  @Override
  public NDArray apply(
      ParameterStore store,
      ScriptBlock transformer,
      NDArray hidden,
      NDArray context,
      boolean training) {
    NDList inputs = new NDList(hidden, context);
    for (Parameter parameter : transformer.namedParameters().values()) {
      inputs.add(store.getValue(parameter, hidden.getDevice(), training));
    }
    return sharing.get(transformer).forward(store, inputs, training).singletonOrThrow();
  }

  /** As the UNet's, in inference: latents, timesteps, context. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(predict(inputs.get(0), inputs.get(1), inputs.get(2)));
  }
}
