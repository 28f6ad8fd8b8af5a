package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
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
import org.text2layer.train.TrainingException;
import org.text2layer.train.loss.MaskLoss;
import org.text2layer.train.loss.Reconstruction;

/** CaT2I-AE on layered samples, all of as many layers as it has heads for. */
final class LayeredAutoencoding implements Autoencoding<LayeredSample> {
  private final LayeredAutoencoder autoencoder;
  private final LayerLayout layout;
  private final List<String> names;
  private final WeightedTerm maskTerm;
  private final boolean composite;

  LayeredAutoencoding(
      LayeredAutoencoder autoencoder, AutoencoderTrainingConfiguration configuration) {
    this.autoencoder = autoencoder;
    layout = autoencoder.configuration().layout();
    names = layout.names();
    LossWeights weights = configuration.weights();
    MaskLoss loss = MaskLoss.of(weights.composition(), weights.pyramid());
    maskTerm =
        WeightedTerm.of(
            MaskLoss.TERMS,
            weights.mask(),
            made ->
                loss.apply(
                    masks().stream().map(made::prediction).toList(),
                    names.stream().map(made::target).toList()));
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
    List<String> kinds = new ArrayList<>(names.subList(0, layout.layers() + 1));
    if (composite) {
      kinds.add(LayeredAutoencoder.COMPOSITE);
    }
    return kinds;
  }

  private List<String> masks() {
    return names.subList(layout.layers() + 1, names.size());
  }

  @Override
  public List<WeightedTerm> terms() {
    return List.of(maskTerm);
  }

  @Override
  public boolean trains(String parameter) {
    return composite || !parameter.startsWith("heads." + LayeredAutoencoder.COMPOSITE + ".");
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
  public void require(String id, LayeredSample sample) {
    int layers = sample.layers().layers().size();
    if (layers != layout.layers()) {
      throw new TrainingException(
          "Expected %s layers over the background of each sample, as many as the autoencoder has heads for, but '%s' has %s layers: leave it out, or train another autoencoder on it."
              .formatted(layout.layers(), id, layers));
    }
  }

  @Override
  public Reconstruction reconstruct(
      ParameterStore store,
      NDManager manager,
      List<LayeredSample> samples,
      Function<LatentDistribution, NDArray> latents,
      boolean training) {
    NDArray layers =
        PictureTensors.ofLayers(
            manager, layout, samples.stream().map(LayeredSample::layers).toList());
    NDArray pictures =
        PictureTensors.ofPictures(manager, samples.stream().map(LayeredSample::picture).toList());
    return reconstruct(store, layers, pictures, latents, training);
  }

  /** The same of arrays: the layers as their layout has them, and I. */
  Reconstruction reconstruct(
      ParameterStore store,
      NDArray layers,
      NDArray pictures,
      Function<LatentDistribution, NDArray> latents,
      boolean training) {
    LatentDistribution encoded = autoencoder.encode(store, layers, training);
    LayeredPrediction made = autoencoder.decode(store, latents.apply(encoded), training);
    List<NDArray> targets = layout.parts(layers);
    Reconstruction all = Reconstruction.of(encoded.divergence());
    int colours = layout.layers() + 1;
    for (int i = 0; i < names.size(); i++) {
      int part = (i + colours) % names.size(); // masks first
      all = all.with(names.get(part), made.parts().get(part), targets.get(part));
    }
    return composite ? all.with(LayeredAutoencoder.COMPOSITE, made.composite(), pictures) : all;
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
    NDArray layers = PictureTensors.ofLayers(manager, layout, List.of(sample.layers()));
    LayeredPrediction raw = autoencoder.decode(autoencoder.encode(layers).mean());
    LayeredImage made = PictureTensors.toLayers(raw.parts()).get(0);
    Map<String, Picture> shown = new LinkedHashMap<>();
    shown.put("picture", sample.picture());
    shown.put("composed", made.composed());
    shown.put("error", Examples.difference(sample.picture(), made.composed()));
    shown.putAll(PictureTensors.parts(made));
    for (int layer = 0; layer < layout.layers(); layer++) {
      shown.put("true-" + layout.maskName(layer), sample.layers().layers().get(layer).mask());
    }
    if (composite) {
      shown.put(LayeredAutoencoder.COMPOSITE, PictureTensors.toPictures(raw.composite()).get(0));
    }
    return shown;
  }
}
