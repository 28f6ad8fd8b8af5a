package org.text2layer.data.build;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The heap that all workers of a build share. What runs out of it beside others is done once more
 * alone: so a build of large pictures becomes slower and not broken, and what a record comes to
 * does not depend on the number of workers. Thread-safe.
 */
final class SharedMemory {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * Does a piece of work, beside others if it can.
   *
   * @throws OutOfMemoryError if it does not fit alone either
   */
  <T> T use(Supplier<T> work) {
    try {
      return holding(lock.readLock(), work);
    } catch (OutOfMemoryError beside) {
      return holding(lock.writeLock(), work);
    }
  }

  private static <T> T holding(Lock held, Supplier<T> work) {
    held.lock();
    try {
      return work.get();
    } finally {
      held.unlock();
    }
  }
}
