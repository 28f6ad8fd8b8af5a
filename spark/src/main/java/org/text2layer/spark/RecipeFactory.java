package org.text2layer.spark;

import java.io.Serializable;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.synth.LayerRecipe;

/**
 * Opens a recipe in an executor: a class or a lambda of one's own. It is sent to the executors;
 * what it needs beside that has to be there: its class, so that a notebook's cell cannot write one
 * for other processes, and files such as weights.
 */
@FunctionalInterface
public interface RecipeFactory extends Serializable {
  /**
   * A new recipe. Called once in each executor's process, whose tasks share it; if it is an {@link
   * AutoCloseable}, it is closed when the executor takes up another build.
   */
  SampleMaker open();

  /** The library's, {@link LayerRecipe#standard}. */
  static RecipeFactory standard() {
    return LayerRecipe::standard;
  }
}
