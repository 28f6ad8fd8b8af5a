package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.nn.NamedBlock;
import org.text2layer.train.loss.Reconstruction;

/** One kind of autoencoder on one kind of samples. */
interface Autoencoding<T> {
  String name();

  NamedBlock network();

  AutoencoderConfiguration structure();

  /** The kinds of pictures it gives, in the order of a reconstruction. */
  List<String> kinds();

  /** What it learns beside pictures and latents. */
  default List<WeightedTerm> terms() {
    return List.of();
  }

  /** Weights of the convolutions that give the pictures. */
  List<NDArray> lastLayers();

  /** Which parameters learn. */
  default boolean trains(String parameter) {
    return true;
  }

  /** What a sample is called; empty if it has no name. */
  default String caption(T sample) {
    return "";
  }

  /**
   * Whether a sample has what is learned from it.
   *
   * @throws org.text2layer.train.TrainingException if it has not; the message names it
   */
  default void require(String id, T sample) {}

  /** The picture that tells a sample's size. */
  RgbImage picture(T sample);

  /**
   * Encodes and decodes.
   *
   * @param latents what the decoder gets of what was encoded
   */
  Reconstruction reconstruct(
      ParameterStore store,
      NDManager manager,
      List<T> samples,
      Function<LatentDistribution, NDArray> latents,
      boolean training);

  /** A sample beside its reconstruction. */
  Map<String, Picture> show(NDManager manager, T sample);
}
