package org.text2layer.spark;

import java.io.Serializable;
import org.text2layer.data.build.SampleMaker;

/**
 * Opens a recipe in an executor: {@code LayerRecipe::standard}, or a class of one's own. It is sent
 * to the executors; what it needs beside that, such as files of weights, has to be there.
 */
@FunctionalInterface
public interface RecipeFactory extends Serializable {
  /**
   * A new recipe. Called once in each executor's process, whose tasks share it; if it is an {@link
   * AutoCloseable}, it is closed when the executor takes up another build.
   */
  SampleMaker open();
}
