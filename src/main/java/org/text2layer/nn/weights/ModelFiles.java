package org.text2layer.nn.weights;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;

/**
 * A model's parts by their names in diffusers' layout, as "unet/config.json", wherever they are.
 * Names of weights lack their ending, as in "unet/diffusion_pytorch_model". Pickles are never
 * opened.
 */
public interface ModelFiles {
  /** What the user gave, for messages. */
  Path path();

  /** Whether there is a part of this name that is no weights. */
  boolean has(String name);

  /**
   * Checks that everything is there before anything is read.
   *
   * @param files names of files
   * @param weights names of weights
   * @param advice what to do if something is missing
   * @throws WeightsException that lists all that is missing, and why where one can tell
   */
  void require(List<String> files, List<String> weights, String advice);

  /**
   * Reads a JSON object.
   *
   * @throws WeightsException if it cannot be read, is no JSON object, or larger than 16 MB
   */
  JsonObject json(String name);

  /** The same, and an empty object if there is none. */
  default JsonObject jsonOrEmpty(String name) {
    return has(name) ? json(name) : new JsonObject();
  }

  /**
   * Reads a text in UTF-8.
   *
   * @throws WeightsException if it cannot be read or is larger than 16 MB
   */
  String text(String name);

  /**
   * Opens weights.
   *
   * @throws WeightsException if they are missing or not valid safetensors
   */
  Tensors weights(String name);

  /** Fills a new block from weights of the same names. */
  default void load(String weights, NamedBlock block, NDManager manager, Precision precision) {
    try (Tensors tensors = weights(weights)) {
      Weights.load(block, manager, precision, tensors);
    }
  }
}
