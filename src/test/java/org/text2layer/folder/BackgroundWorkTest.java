package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {
  private final BackgroundWork<Integer> background = new BackgroundWork<>("test");

  @Test
  void givenWork_thenTheListenerHearsAllOfItInTheCallersThread() {
    List<Integer> heard = new ArrayList<>();
    Thread caller = Thread.currentThread();
    Callable<String> work =
        () -> {
          background.tell(1);
          background.tell(2);
          return Thread.currentThread().getName();
        };
    String name =
        background.await(
            work,
            () -> {},
            event -> {
              assertSame(caller, Thread.currentThread());
              heard.add(event);
            });
    assertEquals("test", name);
    assertEquals(List.of(1, 2), heard);
  }

  @Test
  void givenAnInterrupt_thenTheWorkIsAskedToStopAndItsResultStillComes() {
    CountDownLatch stop = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    String result =
        background.await(
            () -> {
              stop.await();
              return "what was done";
            },
            stop::countDown,
            event -> {});
    assertEquals("what was done", result);
    assertFalse(Thread.interrupted(), "the flag is cleared");
  }

  private <E extends Throwable> E failure(Class<E> kind, Exception thrown) {
    return assertThrows(
        kind,
        () ->
            new BackgroundWork<Integer>("test")
                .await(
                    () -> {
                      throw thrown;
                    },
                    () -> {},
                    event -> {}));
  }

  @Test
  void givenWorkThatThrows_thenTheExceptionComesOutWithoutAnother() {
    IllegalStateException bug = new IllegalStateException("bug");
    assertSame(bug, failure(IllegalStateException.class, bug));
    assertSame(bug, failure(IllegalStateException.class, new ExecutionException(bug)));
    IOException full = new IOException("No space left on device");
    UncheckedIOException error = failure(UncheckedIOException.class, new ExecutionException(full));
    assertSame(full, error.getCause());
    assertEquals("No space left on device", error.getMessage());
    failure(IllegalStateException.class, new InterruptedException());
  }
}
