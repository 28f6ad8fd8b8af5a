package org.text2layer.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Work in a thread of its own while the caller waits. An interrupt of the caller (as a notebook's
 * stop button sends) asks the work to stop, and does not reach the files that it reads and writes,
 * which Java would close. For one piece of work.
 *
 * @param <E> what the work tells on the way
 */
public final class BackgroundWork<E> {
  private final String name;
  private final BlockingQueue<Optional<E>> events = new LinkedBlockingQueue<>();

  /** In a thread of this name. */
  public BackgroundWork(String name) {
    this.name = name;
  }

  /** Called by the work: tells the listener, in the waiting thread. */
  public void tell(E event) {
    events.add(Optional.of(event));
  }

  /**
   * Starts the work and waits for it. The caller's interrupt flag is cleared where it stops.
   *
   * @param stop asks the work to end soon; called by the waiting thread, possibly more than once
   * @param listener hears all events, until it throws: then the work is asked to stop, and the
   *     exception comes out of here
   * @return what the work gives
   * @throws UncheckedIOException if the work throws an IOException; what else it throws comes out
   *     as well, or as the cause of an {@link IllegalStateException}
   */
  public <R> R await(Callable<R> work, Runnable stop, Consumer<? super E> listener) {
    FutureTask<R> task =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            events.add(Optional.empty());
          }
        };
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    Optional<RuntimeException> fromListener = listen(stop, listener);
    if (fromListener.isPresent()) {
      throw fromListener.get();
    }
    try {
      return task.get();
    } catch (ExecutionException | InterruptedException error) {
      throw unwrapped(error);
    }
  }

  private static RuntimeException unwrapped(Throwable error) {
    if (error instanceof ExecutionException) { // of the work, or of a worker of its own
      return unwrapped(error.getCause());
    }
    if (error instanceof Error fatal) {
      throw fatal;
    }
    if (error instanceof IOException checked) {
      return new UncheckedIOException(checked.getMessage(), checked);
    }
    return error instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("Expected no interrupt of a thread of the work's.", error);
  }

  /** Until the work ends; gives what the listener threw. */
  private Optional<RuntimeException> listen(Runnable stop, Consumer<? super E> listener) {
    Optional<RuntimeException> thrown = Optional.empty();
    boolean running = true;
    while (running) {
      try {
        Optional<E> event = events.take();
        running = event.isPresent();
        if (running && thrown.isEmpty()) {
          listener.accept(event.get());
        }
      } catch (InterruptedException error) {
        stop.run();
      } catch (RuntimeException error) {
        stop.run();
        thrown = Optional.of(error);
      }
    }
    return thrown;
  }
}
