package org.text2layer.train.loading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

/**
 * Loads samples ahead on threads of its own, two batches at most, and gives them in order. For one
 * thread; close it to end the loading.
 */
public final class BatchLoader<T> implements AutoCloseable {
  private final TrainingData<T> data;
  private final DataOrder order;
  private final TrainingConfiguration configuration;
  private final ExecutorService loaders;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();
  private final long end;
  private long next;
  private long asked;

  /**
   * Begins to load.
   *
   * @param firstStep the step whose samples come first
   */
  public BatchLoader(
      TrainingData<T> data, TrainingConfiguration configuration, long firstStep, int threads) {
    this.data = data;
    this.configuration = configuration;
    order = new DataOrder(data.size(), configuration.seed());
    next = firstStep * configuration.samplesPerStep();
    asked = next;
    end = configuration.steps() * configuration.samplesPerStep();
    loaders = Executors.newFixedThreadPool(threads, BatchLoader::thread);
    askAhead();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "training-loader");
    thread.setDaemon(true);
    return thread;
  }

  private void askAhead() {
    while (ahead.size() < 2L * configuration.batch() && asked < end) {
      long index = order.index(asked++);
      ahead.add(loaders.submit(() -> data.get(index)));
    }
  }

  /**
   * The next batch; waits for it.
   *
   * @throws TrainingException if a sample cannot be loaded
   */
  public Batch<T> next() throws InterruptedException {
    List<T> samples = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (int row = 0; row < configuration.batch(); row++) {
      long index = order.index(next);
      samples.add(loaded(index));
      ids.add(data.id(index));
      seeds.add(Mixing.mix(~configuration.seed(), next));
      next++;
    }
    askAhead();
    return new Batch<>(samples, ids, seeds);
  }

  private T loaded(long index) throws InterruptedException {
    try {
      return ahead.remove().get();
    } catch (ExecutionException error) {
      if (error.getCause() instanceof Error fatal) {
        throw fatal;
      }
      throw failed(data, index, error.getCause());
    }
  }

  /**
   * One sample, at once and on this thread.
   *
   * @throws TrainingException if it cannot be loaded
   */
  public static <T> T load(TrainingData<T> data, long index) {
    try {
      return data.get(index);
    } catch (RuntimeException error) {
      throw failed(data, index, error);
    }
  }

  private static TrainingException failed(TrainingData<?> data, long index, Throwable cause) {
    return new TrainingException(
        "Expected to load sample '%s' of %s but it failed (%s): mend or remove it, then run it again."
            .formatted(data.id(index), data.description(), cause),
        cause);
  }

  /** Waits for the samples under way: whoever reads a file shall not be interrupted in it. */
  @Override
  public void close() {
    ahead.forEach(sample -> sample.cancel(false));
    loaders.shutdown();
    try {
      loaders.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
