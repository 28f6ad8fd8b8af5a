package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/**
 * A whole CLIP (Radford et al. 2021; transformers' CLIPModel): texts and pictures as vectors of
 * unit length whose inner product says how well they fit. Thread-safe in inference.
 */
final class ClipModel extends NamedBlock {
  private static final String TEXT = "text_model";
  private static final String VISION = "vision_model";
  private static final String SCALE = "logit_scale";

  /** In the file the projections stand beside the encoders, here within them. */
  private static final TensorNames NAMES =
      TensorNames.of(
          List.of(
              Row.of(ClipTextModel.PROJECTION, TEXT + "." + ClipTextModel.PROJECTION),
              Row.of(ClipVisionModel.PROJECTION, VISION + "." + ClipVisionModel.PROJECTION)));

  private final ClipConfiguration configuration;
  private final ClipTextModel text;
  private final ClipVisionModel vision;
  private final double scale;

  private ClipModel(ClipConfiguration configuration, double scale) {
    this.configuration = configuration;
    this.scale = scale;
    text = add(TEXT, ClipTextModel.withProjection(configuration.text()));
    vision = add(VISION, ClipVisionModel.of(configuration.vision()));
  }

  /**
   * Reads config.json and model.safetensors of a folder in transformers' layout.
   *
   * @param manager owns the parameters, on its device
   * @throws WeightsException if a file is missing or holds another architecture
   */
  public static ClipModel load(ModelFiles folder, NDManager manager) {
    ClipConfiguration configuration = ClipConfiguration.fromJson(folder.json("config.json"));
    try (Tensors file = folder.weights("model")) {
      return load(configuration, manager, file);
    }
  }

  /**
   * A model with the weights of a file.
   *
   * @throws WeightsException if tensors are missing, unknown or misshapen
   */
  public static ClipModel load(ClipConfiguration configuration, NDManager manager, Tensors file) {
    if (!file.names().contains(SCALE)) {
      throw new WeightsException(
          "Expected a whole CLIP in %s but it has no %s: give the weights of transformers' CLIPModel."
              .formatted(file.file(), SCALE));
    }
    ClipModel model = new ClipModel(configuration, Math.exp(file.floats(SCALE)[0]));
    Weights.load(model, manager, NAMES.in(file));
    return model;
  }

  /** The structure of both encoders. */
  public ClipConfiguration configuration() {
    return configuration;
  }

  /** Texts as unit vectors (batch, projectionWidth), from token ids (batch, positions). */
  public NDArray embedTexts(NDArray ids) {
    return unit(text.project(text.pooled(ids, text.hiddenStates(ids))));
  }

  /** Pictures as unit vectors (batch, projectionWidth), from (batch, 3, side, side) normalised. */
  public NDArray embedPictures(NDArray pictures) {
    return unit(vision.embed(pictures));
  }

  private static NDArray unit(NDArray vectors) {
    return vectors.div(vectors.norm(new int[] {1}, true));
  }

  /** From pictures and ids the scaled scores of every picture with every text. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray pictures = embedPictures(inputs.get(0));
    NDArray texts = embedTexts(inputs.get(1));
    return new NDList(pictures.matMul(texts.transpose()).mul(scale));
  }
}
