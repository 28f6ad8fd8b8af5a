package org.text2layer.experiment.laptop;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Objects;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingException;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

/**
 * {@link LaptopTraining}'s trained diffusion model, trained on for a while at another learning
 * rate.
 *
 * @param training whose model it starts from
 * @param folder of this run
 * @param steps of 32 latents
 * @param learningRate constant, above 0
 */
public record DiffusionVariation(
    LaptopTraining training, Path folder, long steps, double learningRate) {
  /** Checks that nothing is missing. */
  public DiffusionVariation {
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(folder, "folder");
  }

  /**
   * Trains, or goes on.
   *
   * @throws TrainingException if the model is not trained yet
   */
  public TrainingReport run(TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager();
        TextEncoder text = MiniLmTextEncoder.embedded()) {
      UNet network = UNet.of(LaptopTraining.unet());
      training.loadDiffusion(network, manager);
      network.setTrainable(true);
      TrainingConfiguration schedule =
          TrainingConfiguration.of(steps, LaptopTraining.DIFFUSION_BATCH)
              .withAverageDecay(0.9)
              .withSeed(training.seed());
      return training.train(
          network, manager, text, AdamWConfiguration.of(learningRate), schedule, folder, listener);
    }
  }
}
