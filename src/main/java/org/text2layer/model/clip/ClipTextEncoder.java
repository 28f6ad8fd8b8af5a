package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.model.TextEncoder;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/**
 * Stable Diffusion's text encoder: CLIP's tokens, and its hidden states at every position, those of
 * the padding included. Thread-safe until closed.
 */
public final class ClipTextEncoder implements TextEncoder {
  private static final String CONFIGURATION = "text_encoder/config.json";
  private static final String WEIGHTS = "text_encoder/model";
  private static final String TOKENIZER = "tokenizer";

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
    tokenizer.requireWithin(model.configuration());
    return new ClipTextEncoder(tokenizer, model);
  }

  /** The files without which {@link #load} refuses, as names in a model's folder. */
  public static List<String> files(ModelFiles folder) {
    List<String> files = new ArrayList<>(ClipTokenizer.files(folder, TOKENIZER));
    files.add(CONFIGURATION);
    return files;
  }

  /** The weights without which {@link #load} refuses. */
  public static String weights() {
    return WEIGHTS;
  }

  /**
   * Reads text_encoder and tokenizer of a folder in diffusers' layout. The network runs once a
   * picture and stays in 32 bits.
   *
   * @param manager owns the parameters
   * @throws WeightsException if a part is missing, damaged or does not fit the other
   */
  public static ClipTextEncoder load(ModelFiles folder, NDManager manager) {
    var configuration = ClipTextConfiguration.fromJson(folder.json(CONFIGURATION));
    ClipTextModel model;
    try (Tensors tensors = folder.weights(WEIGHTS)) {
      model = ClipTextModel.load(configuration, manager, tensors);
    }
    return of(ClipTokenizer.load(folder, TOKENIZER), model);
  }

  /** Writes what {@link #load} reads, and transformers. */
  public void write(ModelFolder folder) {
    folder.write(CONFIGURATION, model.configuration().toJson());
    folder.write(WEIGHTS, model);
    tokenizer.write(folder, TOKENIZER);
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
  public int positions() {
    return tokenizer.positions();
  }

  /** {@inheritDoc} The begin and the end token are among them. */
  @Override
  public int tokens(String caption) {
    return tokenizer.length(caption);
  }

  @Override
  public String description() {
    return "CLIP text encoder, %s positions #%.16s"
        .formatted(positions(), Checksum.of(Weights.checksum(model) + tokenizer.checksum()));
  }

  @Override
  public int width() {
    return model.configuration().transformer().width();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
