package org.text2layer.experiment.method;

import java.util.List;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.train.autoencoder.AdversarialConfiguration;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.autoencoder.LossWeights;
import org.text2layer.train.optimizer.AdamWConfiguration;

/** Methods that take seconds. */
public final class TinyMethods {
  private static final MethodConfiguration.TrainingStage STAGE =
      new MethodConfiguration.TrainingStage(2, 4, 0.9, AdamWConfiguration.of(1e-3));

  private TinyMethods() {}

  /** Two steps of each training, with networks of a few channels. */
  public static MethodConfiguration configuration() {
    return configuration(STAGE);
  }

  /** The same with another training of the autoencoders. */
  static MethodConfiguration configuration(MethodConfiguration.TrainingStage autoencoders) {
    return new MethodConfiguration(
        PictureWorld.small(),
        new AutoencoderConfiguration(
            LayerLayout.layered().channels(), List.of(8, 8, 16, 16), 1, 4, 8, 1),
        unet(List.of(16, 32), List.of(true, true)),
        unet(List.of(8, 8, 16), List.of(false, false, true)),
        AutoencoderTrainingConfiguration.standard()
            .withWeights(LossWeights.standard().withPerceptual(0))
            .withAdversarial(AdversarialConfiguration.none()),
        autoencoders,
        STAGE,
        8,
        24,
        false);
  }

  private static UNetConfiguration unet(List<Integer> channels, List<Boolean> attention) {
    return new UNetConfiguration(
        8,
        4,
        4,
        channels,
        1,
        MiniLmTextEncoder.WIDTH,
        channels.stream().map(width -> 2).toList(),
        attention,
        8,
        false);
  }
}
