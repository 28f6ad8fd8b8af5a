package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.autoencoder.LayeredPrediction;
import org.text2layer.nn.NamedBlock;
import org.text2layer.train.loss.MaskLoss;
import org.text2layer.train.loss.Reconstruction;

/** CaT2I-AE on layered samples. */
final class LayeredAutoencoding implements Autoencoding<LayeredSample> {
  private static final LayerLayout LAYOUT = LayerLayout.layered();
  private static final String MASK = "mask";
  private static final List<String> WITH_COMPOSITE =
      List.of("foreground", "background", "composite");

  private final LayeredAutoencoder autoencoder;
  private final WeightedTerm maskTerm;
  private final boolean composite;

  LayeredAutoencoding(
      LayeredAutoencoder autoencoder, AutoencoderTrainingConfiguration configuration) {
    this.autoencoder = autoencoder;
    LossWeights weights = configuration.weights();
    MaskLoss loss = MaskLoss.of(weights.composition(), weights.pyramid());
    maskTerm =
        WeightedTerm.of(
            MaskLoss.TERMS,
            weights.mask(),
            made ->
                loss.apply(
                    made.prediction(MASK),
                    made.target("foreground"),
                    made.target("background"),
                    made.target(MASK)));
    composite = configuration.composedSupervised();
  }

  @Override
  public String name() {
    return "layered autoencoder";
  }

  @Override
  public NamedBlock network() {
    return autoencoder;
  }

  @Override
  public AutoencoderConfiguration structure() {
    return autoencoder.configuration();
  }

  @Override
  public List<String> kinds() {
    return composite ? WITH_COMPOSITE : WITH_COMPOSITE.subList(0, 2);
  }

  @Override
  public List<WeightedTerm> terms() {
    return List.of(maskTerm);
  }

  @Override
  public boolean trains(String parameter) {
    return composite || !parameter.startsWith("heads.composite.");
  }

  @Override
  public String caption(LayeredSample sample) {
    return sample.caption();
  }

  @Override
  public RgbImage picture(LayeredSample sample) {
    return sample.picture();
  }

  @Override
  public Reconstruction reconstruct(
      ParameterStore store,
      NDManager manager,
      List<LayeredSample> samples,
      Function<LatentDistribution, NDArray> latents,
      boolean training) {
    NDArray layers =
        PictureTensors.ofLayers(manager, samples.stream().map(LayeredSample::layers).toList());
    NDArray pictures =
        PictureTensors.ofPictures(manager, samples.stream().map(LayeredSample::picture).toList());
    return reconstruct(store, layers, pictures, latents, training);
  }

  /** The same of arrays: F, B and 2m - 1 in 7 channels, and I. */
  Reconstruction reconstruct(
      ParameterStore store,
      NDArray layers,
      NDArray pictures,
      Function<LatentDistribution, NDArray> latents,
      boolean training) {
    LatentDistribution encoded = autoencoder.encode(store, layers, training);
    LayeredPrediction made = autoencoder.decode(store, latents.apply(encoded), training);
    NDList predictions = new NDList(made.foreground(), made.background());
    NDList targets = new NDList(LAYOUT.foreground(layers), LAYOUT.background(layers));
    if (composite) {
      predictions.add(made.composite());
      targets.add(pictures);
    }
    NDArray mask = LAYOUT.mask(layers);
    Reconstruction all = Reconstruction.of(encoded.divergence()).with(MASK, made.mask(), mask);
    for (int kind = 0; kind < predictions.size(); kind++) {
      all = all.with(kinds().get(kind), predictions.get(kind), targets.get(kind));
    }
    return all;
  }

  @Override
  public List<NDArray> lastLayers() {
    Map<String, Parameter> parameters = autoencoder.namedParameters();
    return kinds().stream()
        .map(kind -> parameters.get("heads." + kind + ".3.weight").getArray())
        .toList();
  }

  @Override
  public Map<String, Picture> show(NDManager manager, LayeredSample sample) {
    NDArray layers = PictureTensors.ofLayers(manager, List.of(sample.layers()));
    LayeredPrediction raw = autoencoder.decode(autoencoder.encode(layers).mean());
    LayeredImage made = PictureTensors.toLayers(raw).get(0);
    Map<String, Picture> shown = new LinkedHashMap<>();
    shown.put("picture", sample.picture());
    shown.put("composed", made.composed());
    shown.put("error", Examples.difference(sample.picture(), made.composed()));
    shown.put("foreground", made.foreground());
    shown.put("background", made.background());
    shown.put("mask", made.mask());
    shown.put("true-mask", sample.layers().mask());
    if (composite) {
      shown.put("composite", PictureTensors.toPictures(raw.composite()).get(0));
    }
    return shown;
  }
}
