package org.text2layer.experiment.laptop;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Objects;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

/**
 * A short training of {@link LaptopTraining}'s autoencoder in which one thing is different: its
 * losses, its learning rate or what it learns from. It is always measured on the same held-out
 * samples, which are as they should be.
 *
 * @param training gives structure, seed and, where it starts from them, the trained weights
 * @param folder of this run
 * @param steps of 8 samples
 * @param fresh whether it starts from fresh weights or from the trained ones
 * @param data to learn from
 * @param losses and optimizer
 */
public record AutoencoderVariation(
    LaptopTraining training,
    Path folder,
    long steps,
    boolean fresh,
    TrainingData<LayeredSample> data,
    AutoencoderTrainingConfiguration losses) {
  private static final double CONTINUED_RATE = 0.3;
  private static final long CONTINUED_WARM_UP = 20;

  /** Checks that nothing is missing. */
  public AutoencoderVariation {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(losses, "losses");
  }

  /** From fresh weights, with nothing different yet. */
  public static AutoencoderVariation fromScratch(LaptopTraining training, Path folder, long steps) {
    return new AutoencoderVariation(
        training, folder, steps, true, SmallWorld.data(1 << 20), LaptopTraining.losses());
  }

  /** From the trained weights, at 0.3 of their learning rate, with nothing else different yet. */
  public static AutoencoderVariation continued(LaptopTraining training, Path folder, long steps) {
    AutoencoderVariation fresh = fromScratch(training, folder, steps);
    return new AutoencoderVariation(training, folder, steps, false, fresh.data, fresh.losses)
        .withLearningRate(CONTINUED_RATE * fresh.losses.optimizer().learningRate());
  }

  /** The same on other samples of 64 pixels. */
  public AutoencoderVariation withData(TrainingData<LayeredSample> other) {
    return new AutoencoderVariation(training, folder, steps, fresh, other, losses);
  }

  /** The same with other losses. */
  public AutoencoderVariation withLosses(AutoencoderTrainingConfiguration other) {
    return new AutoencoderVariation(training, folder, steps, fresh, data, other);
  }

  /** The same at another learning rate. */
  public AutoencoderVariation withLearningRate(double rate) {
    return withLosses(losses.withOptimizer(losses.optimizer().withLearningRate(rate)));
  }

  /**
   * Trains, or goes on.
   *
   * @throws TrainingException if it starts from trained weights and there are none yet
   */
  public TrainingReport run(TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      LayeredAutoencoder network = network(manager);
      AutoencoderTask<LayeredSample> task =
          AutoencoderTask.layered(manager, network, losses)
              .withHeldOut(LaptopTraining.heldOutSamples());
      TrainingConfiguration schedule =
          TrainingConfiguration.of(steps, LaptopTraining.AUTOENCODER_BATCH)
              .withSchedule(
                  LearningRateSchedule.constant().withWarmUp(Math.min(steps - 1, warmUp())))
              .withAverageDecay(0.99)
              .withSeed(training.seed());
      return LaptopTraining.train(task, data, schedule, folder, listener);
    }
  }

  private long warmUp() {
    return fresh ? LaptopTraining.AUTOENCODER_WARM_UP : CONTINUED_WARM_UP;
  }

  private LayeredAutoencoder network(NDManager manager) {
    if (!fresh) {
      LayeredAutoencoder network = training.loadAutoencoder(manager);
      network.setTrainable(true);
      return network;
    }
    LayeredAutoencoder network = LayeredAutoencoder.of(LaptopTraining.autoencoder());
    FreshWeights.drawShortcuts(network, manager, training.seed());
    return network;
  }
}
