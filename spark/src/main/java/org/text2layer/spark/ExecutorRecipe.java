package org.text2layer.spark;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.RecordMaker;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.spark.output.Worker;

/**
 * The recipe of a build in this process, shared by its tasks: its networks take hundreds of
 * megabytes outside the heap. Close it to give it back; the last one given back stays open for the
 * next task, until another build takes its place.
 */
final class ExecutorRecipe implements AutoCloseable {
  /** Tasks of one executor have nothing else in common than its classes. */
  private static final Map<String, ExecutorRecipe> OPEN = new LinkedHashMap<>();

  private final SampleMaker recipe;
  private final RecordMaker maker;
  private int users;

  private ExecutorRecipe(SampleMaker recipe, long seed) {
    this.recipe = recipe;
    this.maker = RecordMaker.of(recipe, seed);
  }

  /** The one of a build; opened if this is its first task here. */
  static ExecutorRecipe take(String build, RecipeFactory factory, long seed) {
    synchronized (OPEN) {
      if (!OPEN.containsKey(build)) {
        closeUnused();
        OPEN.put(build, new ExecutorRecipe(opened(factory), seed));
      }
      ExecutorRecipe recipe = OPEN.get(build);
      recipe.users++;
      return recipe;
    }
  }

  private static SampleMaker opened(RecipeFactory factory) {
    try {
      return factory.open();
    } catch (RuntimeException | LinkageError error) {
      throw new DatasetException(
          "Expected to open the recipe on %s but it failed (%s): bring its files and libraries to every worker."
              .formatted(Worker.name(), error),
          error);
    }
  }

  /** Closes what no task uses: of builds that are over. */
  static void closeUnused() {
    synchronized (OPEN) {
      Iterator<ExecutorRecipe> recipes = OPEN.values().iterator();
      while (recipes.hasNext()) {
        ExecutorRecipe recipe = recipes.next();
        if (recipe.users == 0) {
          recipes.remove();
          recipe.closeRecipe();
        }
      }
    }
  }

  private void closeRecipe() {
    if (recipe instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception error) {
        throw new IllegalStateException("Expected to close a recipe but it failed.", error);
      }
    }
  }

  SampleMaker recipe() {
    return recipe;
  }

  RecordMaker maker() {
    return maker;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
    }
  }
}
