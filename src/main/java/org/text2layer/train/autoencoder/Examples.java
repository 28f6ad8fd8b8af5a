package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.train.HeldOut;
import org.text2layer.train.LossTerms;
import org.text2layer.train.loss.Reconstruction;

/** Samples that are never trained on: all are measured, the first few are shown. */
record Examples<T>(List<T> samples) {
  private static final int SHOWN = 4;
  private static final int AT_A_TIME = 4;

  Examples {
    samples = List.copyOf(samples);
  }

  /** The mean of each term, by the latents' means. */
  LossTerms measure(NDManager scope, Autoencoding<T> autoencoding, AutoencoderObjective objective) {
    return HeldOut.mean(
        scope,
        samples,
        AT_A_TIME,
        (manager, some) -> {
          ParameterStore store = new ParameterStore(manager, false);
          Reconstruction made =
              autoencoding.reconstruct(store, manager, some, LatentDistribution::mean, false);
          return objective.measure(made);
        });
  }

  Map<String, Picture> show(NDManager scope, Autoencoding<T> autoencoding) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    for (int number = 0; number < Math.min(SHOWN, samples.size()); number++) {
      try (NDManager manager = scope.newSubManager()) {
        String prefix = number + "-";
        autoencoding
            .show(manager, samples.get(number))
            .forEach((name, picture) -> pictures.put(prefix + name, picture));
      }
    }
    return pictures;
  }

  /** By the beginnings of the names that {@link #show} gives. */
  Map<String, String> captions(Autoencoding<T> autoencoding) {
    Map<String, String> captions = new LinkedHashMap<>();
    for (int number = 0; number < Math.min(SHOWN, samples.size()); number++) {
      captions.put(Integer.toString(number), autoencoding.caption(samples.get(number)));
    }
    return captions;
  }

  /** |a - b| of each colour: black where both agree. */
  static RgbImage difference(RgbImage a, RgbImage b) {
    float[] values = a.toArray();
    float[] others = b.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i] - others[i]);
    }
    return RgbImage.of(a.width(), a.height(), values);
  }
}
