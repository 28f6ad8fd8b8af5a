package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.nn.NamedBlock;
import org.text2layer.train.loss.Reconstruction;

/** Stable Diffusion's autoencoder on plain pictures. */
final class PictureAutoencoding implements Autoencoding<RgbImage> {
  private static final String KIND = "picture";

  private final ImageAutoencoder autoencoder;

  PictureAutoencoding(ImageAutoencoder autoencoder) {
    this.autoencoder = autoencoder;
  }

  @Override
  public String name() {
    return "image autoencoder";
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
    return List.of(KIND);
  }

  @Override
  public List<NDArray> lastLayers() {
    return List.of(autoencoder.namedParameters().get("decoder.conv_out.weight").getArray());
  }

  @Override
  public RgbImage picture(RgbImage sample) {
    return sample;
  }

  @Override
  public Reconstruction reconstruct(
      ParameterStore store,
      NDManager manager,
      List<RgbImage> samples,
      Function<LatentDistribution, NDArray> latents,
      boolean training) {
    NDArray pictures = PictureTensors.ofPictures(manager, samples);
    LatentDistribution encoded = autoencoder.encode(store, pictures, training);
    NDArray made = autoencoder.decode(store, latents.apply(encoded), training);
    return Reconstruction.of(encoded.divergence()).with(KIND, made, pictures);
  }

  @Override
  public Map<String, Picture> show(NDManager manager, RgbImage sample) {
    NDArray picture = PictureTensors.ofPictures(manager, List.of(sample));
    NDArray decoded = autoencoder.decode(autoencoder.encode(picture).mean());
    RgbImage made = PictureTensors.toPictures(decoded).get(0);
    Map<String, Picture> shown = new LinkedHashMap<>();
    shown.put("picture", sample);
    shown.put("reconstruction", made);
    shown.put("error", Examples.difference(sample, made));
    return shown;
  }
}
