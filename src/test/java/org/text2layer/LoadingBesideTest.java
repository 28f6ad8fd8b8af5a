package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadingBesideTest {
  private static final class Part implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void givenAPartThatIsTakenThenItIsTheCallersAndStaysOpen() {
    Part part = new Part();
    try (LoadingBeside<Part> loading = LoadingBeside.begin("part", () -> part)) {
      assertSame(part, loading.take());
    }
    assertEquals(1, part.closed.getCount());
  }

  @Test
  void givenAnotherPartThatFails_whenThisOneIsStillLoading_thenItIsClosedOnceItIsThere()
      throws InterruptedException {
    Part part = new Part();
    CountDownLatch failed = new CountDownLatch(1);
    LoadingBeside<Part> loading = LoadingBeside.begin("part", () -> waitFor(failed, part));
    loading.close();
    failed.countDown();
    assertTrue(part.closed.await(10, TimeUnit.SECONDS));
  }

  private static Part waitFor(CountDownLatch latch, Part part) {
    try {
      latch.await();
      return part;
    } catch (InterruptedException error) {
      throw new IllegalStateException(error);
    }
  }

  @Test
  void givenAPartThatCannotBeLoadedThenItsOwnErrorArrives() {
    RuntimeException reason = new IllegalStateException("no file");
    try (LoadingBeside<Part> loading =
        LoadingBeside.begin(
            "part",
            () -> {
              throw reason;
            })) {
      assertSame(reason, assertThrows(IllegalStateException.class, loading::take));
    }
  }

  @Test
  void givenAClassLoaderOfTheCallersThenTheThreadHasItToo() throws Exception {
    Thread caller = Thread.currentThread();
    ClassLoader usual = caller.getContextClassLoader();
    try (URLClassLoader notebook = new URLClassLoader(new URL[0], usual)) {
      caller.setContextClassLoader(notebook);
      Part part = new Part();
      ClassLoader[] seen = new ClassLoader[1];
      try (LoadingBeside<Part> loading =
          LoadingBeside.begin(
              "part",
              () -> {
                seen[0] = Thread.currentThread().getContextClassLoader();
                return part;
              })) {
        loading.take();
      }
      assertSame(notebook, seen[0]);
    } finally {
      caller.setContextClassLoader(usual);
    }
  }
}
