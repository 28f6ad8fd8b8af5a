package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.model.TextEncoder;
import org.text2layer.nn.WeightsException;

/**
 * Stable Diffusion's text encoder: CLIP's tokens, and its hidden states at every position, those of
 * the padding included. Thread-safe until closed.
 */
public final class ClipTextEncoder implements TextEncoder {
  private final ClipTokenizer tokenizer;
  private final ClipTextModel model;

  private ClipTextEncoder(ClipTokenizer tokenizer, ClipTextModel model) {
    this.tokenizer = tokenizer;
    this.model = model;
  }

  /**
   * Joins the two.
   *
   * @param tokenizer closed with the encoder, and if this fails
   * @param model its parameters stay their manager's
   * @throws WeightsException if the tokenizer knows tokens, or positions, that the model does not
   */
  public static ClipTextEncoder of(ClipTokenizer tokenizer, ClipTextModel model) {
    ClipTextConfiguration configuration = model.configuration();
    if (tokenizer.vocabulary() > configuration.vocabulary()
        || tokenizer.positions() > configuration.positions()) {
      tokenizer.close();
      throw new WeightsException(
          "Expected a tokenizer within the text encoder's %d tokens and %d positions but it has %d and %d: take both from one model."
              .formatted(
                  configuration.vocabulary(),
                  configuration.positions(),
                  tokenizer.vocabulary(),
                  tokenizer.positions()));
    }
    return new ClipTextEncoder(tokenizer, model);
  }

  @Override
  public NDArray encode(NDManager manager, List<String> captions) {
    try (NDManager scope = manager.newSubManager()) {
      NDList states = new NDList();
      for (String caption : captions) {
        long[] ids = tokenizer.ids(caption);
        states.add(model.hiddenStates(scope.create(ids, new Shape(1, ids.length))));
      }
      NDArray all = NDArrays.concat(states, 0);
      all.attach(manager);
      return all;
    }
  }

  @Override
  public int width() {
    return model.configuration().width();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
