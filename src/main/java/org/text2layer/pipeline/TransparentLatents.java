package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.layerdiffuse.AttentionSharing;
import org.text2layer.model.layerdiffuse.TransparentDecoder;
import org.text2layer.model.layerdiffuse.TransparentEncoder;
import org.text2layer.nn.weights.Weights;

/**
 * LayerDiffuse's (arXiv 2402.17113): the latents of a picture's frames side by side under one
 * autoencoder of plain pictures. The first frame is the foreground, whose latent also holds its
 * transparency; where there are three, the others are the background and the two blended. A
 * foreground alone lies over middle grey.
 */
record TransparentLatents(
    ComposedLatents plain,
    AttentionSharing sharing,
    TransparentDecoder decoder,
    Optional<TransparentEncoder> encoder)
    implements LatentSpace {
  private static final float GREY = 0.5f;

  @Override
  public String description() {
    return "LayerDiffuse, frames sharing attention #%.16s, transparent decoder #%.16s, each: %s"
        .formatted(Weights.checksum(sharing), Weights.checksum(decoder), plain.description());
  }

  @Override
  public LayerLayout layout() {
    return LayerLayout.layered();
  }

  @Override
  public int channels() {
    return sharing.frames() * plain.channels();
  }

  @Override
  public int downscale() {
    return plain.downscale();
  }

  @Override
  public int multiple() {
    return TransparentDecoder.MULTIPLE;
  }

  /** Asks the UNet about a picture's frames together, each a row of its own. */
  Denoiser denoiser(int positions) {
    return (latents, timesteps, context) -> {
      int frames = sharing.frames();
      NDArray rows = latents.reshape(rows(latents.getShape()));
      boolean own = context.getShape().get(1) == (long) frames * positions;
      NDArray texts =
          own
              ? context.reshape(-1, positions, context.getShape().get(2))
              : context.repeat(0, frames);
      NDArray predicted = sharing.predict(rows, timesteps.repeat(0, frames), texts);
      return predicted.reshape(latents.getShape());
    };
  }

  private Shape rows(Shape pictures) {
    return new Shape(
        pictures.get(0) * sharing.frames(), plain.channels(), pictures.get(2), pictures.get(3));
  }

  private NDArray frame(NDArray latents, int frame) {
    int from = frame * plain.channels();
    return latents.get(new NDIndex(":,{}:{}", from, from + plain.channels()));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    List<LayeredImage> pictures = new ArrayList<>();
    for (long i = 0; i < latents.getShape().get(0); i++) {
      pictures.add(picture(latents.get(new NDIndex("{}:{}", i, i + 1))));
    }
    return pictures;
  }

  private LayeredImage picture(NDArray latent) {
    NDArray foreground = plain.unscaled(frame(latent, 0));
    NDArray seen = plain.network().decode(foreground).add(1).div(2).clip(0, 1);
    NDArray found = decoder.decode(seen, foreground);
    Mask mask = PictureTensors.ofProbabilities(found.get(":,:1")).get(0);
    RgbImage colours = PictureTensors.toPictures(found.get(":,1:").mul(2).sub(1)).get(0);
    RgbImage background =
        sharing.frames() == 1 ? grey(colours) : plain.decode(frame(latent, 1)).get(0).backdrop();
    return LayeredImage.twoLayer(colours, background, mask);
  }

  /** The last frame as a plain picture: the blended one where there is one. */
  @Override
  public LayeredImage preview(NDArray latents) {
    return plain.preview(frame(latents, sharing.frames() - 1));
  }

  /**
   * Of the foreground, the mean moved by what the transparent encoder says.
   *
   * @throws IllegalStateException if there is none
   */
  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    TransparentEncoder offsets =
        encoder.orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected %s.safetensors in the folder, to encode transparency, but there is none: put it there and load again."
                        .formatted(LayerDiffuseFolder.ENCODER)));
    NDList moves = new NDList();
    pictures.forEach(picture -> moves.add(offsets.offset(scope, picture.cutOut())));
    LatentDistribution visible =
        encoded(scope, pictures, picture -> picture.over(grey(picture.backdrop())).composed());
    LatentDistribution foreground =
        LatentDistribution.exact(visible.sample(NDArrays.concat(moves, 0)));
    return sharing.frames() == 1
        ? foreground
        : foreground
            .beside(encoded(scope, pictures, LayeredImage::background))
            .beside(encoded(scope, pictures, LayeredImage::composed));
  }

  private LatentDistribution encoded(
      NDManager scope, List<LayeredImage> pictures, Function<LayeredImage, RgbImage> frame) {
    return plain.encode(
        scope,
        pictures.stream().map(each -> LayeredImage.of(frame.apply(each), List.of())).toList());
  }

  private static RgbImage grey(RgbImage like) {
    return RgbImage.filled(like.width(), like.height(), GREY, GREY, GREY);
  }
}
