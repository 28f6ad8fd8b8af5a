package org.text2layer.data.build;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
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

  private BackgroundWork(String name) {
    this.name = name;
  }

  /** Work in a thread of this name. */
  public static <E> BackgroundWork<E> named(String name) {
    return new BackgroundWork<>(name);
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
   * @throws Exception what the work throws
   */
  public <R> R await(Callable<R> work, Runnable stop, Consumer<? super E> listener)
      throws Exception {
    Outcome<R> outcome = new Outcome<>();
    Thread thread = new Thread(() -> work(work, outcome), name);
    thread.setDaemon(true);
    thread.start();
    Optional<RuntimeException> fromListener = listen(stop, listener);
    if (fromListener.isPresent()) {
      throw fromListener.get();
    }
    return outcome.get();
  }

  private static final class Outcome<R> {
    private R value;
    private Throwable failure;

    R get() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof Exception error) {
        throw error;
      }
      return value;
    }
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

  private <R> void work(Callable<R> work, Outcome<R> outcome) {
    try {
      outcome.value = work.call();
    } catch (Throwable error) { // handed to the waiting thread
      outcome.failure = error;
    }
    events.add(Optional.empty());
  }
}
