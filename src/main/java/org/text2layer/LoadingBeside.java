package org.text2layer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A part of a model that a thread of its own loads while this one does something else; closed
 * unless it was taken.
 */
final class LoadingBeside<T extends AutoCloseable> implements AutoCloseable {
  private final CompletableFuture<T> part;
  private boolean taken;

  private LoadingBeside(CompletableFuture<T> part) {
    this.part = part;
  }

  /**
   * Begins. The thread finds classes and services as the calling one does: in a notebook no other
   * loader knows the library.
   */
  static <T extends AutoCloseable> LoadingBeside<T> begin(String name, Supplier<T> loading) {
    return new LoadingBeside<>(
        CompletableFuture.supplyAsync(
            loading,
            task -> {
              Thread thread = new Thread(task, "loads the " + name);
              thread.setDaemon(true);
              thread.start();
            }));
  }

  /**
   * Waits for the part, which is the caller's to close from now on; or throws why there is none.
   */
  T take() {
    try {
      T loaded = part.join();
      taken = true;
      return loaded;
    } catch (CompletionException error) {
      if (error.getCause() instanceof Error fatal) {
        throw fatal;
      }
      throw error.getCause() instanceof RuntimeException reason ? reason : error;
    }
  }

  @Override
  public void close() {
    if (!taken) {
      part.thenAccept(LoadingBeside::discard);
    }
  }

  private static void discard(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception error) {
      throw new IllegalStateException("Expected to close %s but it failed.".formatted(part), error);
    }
  }
}
