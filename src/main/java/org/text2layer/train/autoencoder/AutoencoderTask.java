package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.loss.LossTerm;
import org.text2layer.train.loss.PerceptualDistance;
import org.text2layer.train.loss.Reconstruction;

/**
 * The training of an autoencoder (paper, eq. 3): ℓ1, perceptual and adversarial terms on each kind
 * of picture with equal weight, the divergence of the latents, and CaT2I-AE's mask loss.
 *
 * @param <T> what it learns from
 */
public final class AutoencoderTask<T> implements TrainingTask<T> {
  private final NDManager owner;
  private final Autoencoding<T> autoencoding;
  private final AutoencoderTrainingConfiguration configuration;
  private final AutoencoderObjective objective;
  private final Examples<T> examples;

  private AutoencoderTask(
      NDManager owner,
      Autoencoding<T> autoencoding,
      AutoencoderTrainingConfiguration configuration,
      AutoencoderObjective objective,
      Examples<T> examples) {
    this.owner = owner;
    this.autoencoding = autoencoding;
    this.configuration = configuration;
    this.objective = objective;
    this.examples = examples;
  }

  /**
   * CaT2I-AE on layered samples, with the perceptual distance of the embedded EfficientNet-Lite0.
   *
   * @param owner of the autoencoder's weights, and of what the training needs beside them
   * @param autoencoder with weights: fresh ones, or those of an earlier training
   */
  public static AutoencoderTask<LayeredSample> layered(
      NDManager owner,
      LayeredAutoencoder autoencoder,
      AutoencoderTrainingConfiguration configuration) {
    return of(
        owner,
        new LayeredAutoencoding(autoencoder, configuration),
        configuration,
        embedded(owner, configuration));
  }

  /** The same with another perceptual distance. */
  public static AutoencoderTask<LayeredSample> layered(
      NDManager owner,
      LayeredAutoencoder autoencoder,
      AutoencoderTrainingConfiguration configuration,
      PerceptualDistance perceptual) {
    return of(
        owner,
        new LayeredAutoencoding(autoencoder, configuration),
        configuration,
        Optional.of(perceptual));
  }

  /** The plain autoencoder (SD-AE) on pictures, likewise; weights of a mask are not used. */
  public static AutoencoderTask<RgbImage> pictures(
      NDManager owner,
      ImageAutoencoder autoencoder,
      AutoencoderTrainingConfiguration configuration) {
    return of(
        owner, new PictureAutoencoding(autoencoder), configuration, embedded(owner, configuration));
  }

  /** The same with another perceptual distance. */
  public static AutoencoderTask<RgbImage> pictures(
      NDManager owner,
      ImageAutoencoder autoencoder,
      AutoencoderTrainingConfiguration configuration,
      PerceptualDistance perceptual) {
    return of(owner, new PictureAutoencoding(autoencoder), configuration, Optional.of(perceptual));
  }

  private static <T> AutoencoderTask<T> of(
      NDManager owner,
      Autoencoding<T> autoencoding,
      AutoencoderTrainingConfiguration configuration,
      Optional<PerceptualDistance> perceptual) {
    autoencoding.network().trainIn(configuration.precision(), owner);
    AutoencoderObjective objective =
        AutoencoderObjective.of(owner, autoencoding, perceptual, configuration);
    return new AutoencoderTask<>(
        owner, autoencoding, configuration, objective, new Examples<>(List.of()));
  }

  private static Optional<PerceptualDistance> embedded(
      NDManager owner, AutoencoderTrainingConfiguration configuration) {
    return configuration.weights().perceptual() > 0
        ? Optional.of(PerceptualDistance.embedded(owner))
        : Optional.empty();
  }

  /** The same with samples that are never trained on: measured, and the first four shown. */
  public AutoencoderTask<T> withHeldOut(List<T> samples) {
    return new AutoencoderTask<>(
        owner, autoencoding, configuration, objective, new Examples<>(samples));
  }

  /**
   * The same with one more term: in the log and on held-out samples under its name, in the total
   * with its weight. Its gradient reaches whatever it is made from, and does not count in the
   * adversarial term's {@link AdversarialConfiguration#weight}.
   *
   * @param name small letters, digits and '_', none of the other terms'; a run goes on only with
   *     terms of the same names and weights, so another formula wants another name
   * @param weight at least 0; 0 for the log alone
   * @throws IllegalArgumentException if the name is taken or either is out of range
   */
  public AutoencoderTask<T> withTerm(String name, double weight, LossTerm term) {
    return new AutoencoderTask<>(
        owner, autoencoding, configuration, objective.with(name, weight, term), examples);
  }

  @Override
  public String name() {
    return autoencoding.name();
  }

  @Override
  public JsonObject description() {
    JsonObject json = new JsonObject();
    json.add("structure", autoencoding.structure().toJson());
    json.add("training", configuration.toJson());
    objective.describe(json);
    json.addProperty("held_out", examples.samples().size());
    return json;
  }

  @Override
  public List<ParameterGroup> groups() {
    List<ParameterGroup> groups = new ArrayList<>();
    groups.add(
        ParameterGroup.of(
                AutoencoderObjective.GROUP, autoencoding.network(), configuration.optimizer())
            .onlyTraining(autoencoding::trains));
    objective.discriminator().ifPresent(groups::add);
    return groups;
  }

  @Override
  public NDManager manager() {
    return owner;
  }

  /** {@inheritDoc} The autoencoder's own: networks of the losses come on top. */
  @Override
  public OptionalLong leastStepBytes(T example, int batch) {
    RgbImage picture = autoencoding.picture(example);
    AutoencoderConfiguration structure = autoencoding.structure();
    Workload workload =
        Workload.within(batch, picture.height(), picture.width(), structure.downscale())
            .in(configuration.precision());
    return OptionalLong.of(NetworkCost.of(structure, workload).training().besideWeights());
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if a sample's size or number of layers does not fit the autoencoder,
   *     or a term of the user's own fails; the message names it
   */
  @Override
  public LossTerms step(TrainingStep<T> step) {
    for (int row = 0; row < step.samples().size(); row++) {
      requireSize(step.ids().get(row), autoencoding.picture(step.samples().get(row)));
      autoencoding.require(step.ids().get(row), step.samples().get(row));
    }
    Reconstruction made =
        autoencoding.reconstruct(
            step.store(), step.manager(), step.samples(), encoded -> latents(step, encoded), true);
    return objective.learn(step, made);
  }

  private NDArray latents(TrainingStep<T> step, LatentDistribution encoded) {
    if (!configuration.latentsSampled()) {
      return encoded.mean();
    }
    Shape shape = encoded.mean().getShape();
    int length = (int) (shape.size() / shape.get(0));
    float[] noise = new float[(int) shape.size()];
    for (int row = 0; row < shape.get(0); row++) {
      float[] own = PictureNoise.of(step.seed(row)).gaussian(length);
      System.arraycopy(own, 0, noise, row * length, length);
    }
    return encoded.sample(step.manager().create(noise, shape));
  }

  private void requireSize(String id, RgbImage picture) {
    int multiple = autoencoding.structure().downscale();
    if (picture.width() % multiple != 0 || picture.height() % multiple != 0) {
      throw new TrainingException(
          "Expected pictures whose sides are multiples of %s but sample '%s' is %sx%s: resize the data first."
              .formatted(multiple, id, picture.width(), picture.height()));
    }
  }

  @Override
  public LossTerms heldOut(NDManager scope) {
    return examples.measure(scope, autoencoding, objective);
  }

  @Override
  public Map<String, Picture> preview(NDManager scope) {
    return examples.show(scope, autoencoding);
  }

  @Override
  public Map<String, String> previewCaptions() {
    return examples.captions(autoencoding);
  }
}
