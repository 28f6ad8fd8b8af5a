package org.text2layer.model.layerdiffuse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.RgbaImage;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.Tensors;

/**
 * How far a picture's transparency moves its latent: LayerDiffuse's offset network, which sees
 * alpha and the colours, continued where nothing is visible. Thread-safe.
 */
public final class TransparentEncoder extends NamedBlock {
  private static final List<Integer> PUBLISHED = List.of(4, 32, 32, 64, 64, 128, 128, 256, 256, 4);
  private static final List<Integer> HALVING = List.of(2, 4, 6);

  private final List<ScriptBlock> convolutions = new ArrayList<>();

  private TransparentEncoder(List<Integer> widths) {
    for (int layer = 0; layer < widths.size() - 1; layer++) {
      Convolutions kind = HALVING.contains(layer) ? Convolutions.HALVE : Convolutions.KEEP;
      convolutions.add(
          add("blocks." + 2 * layer, kind.of(widths.get(layer), widths.get(layer + 1))));
    }
  }

  /**
   * Without weights.
   *
   * @param file with the published names; says how wide each layer is
   */
  public static TransparentEncoder of(Tensors file) {
    List<Integer> widths = new ArrayList<>(List.of(PUBLISHED.get(0)));
    int last = PUBLISHED.size() - 1;
    for (int layer = 1; layer < last; layer++) {
      String bias = "blocks.%s.bias".formatted(2 * (layer - 1));
      widths.add(TransparentDecoder.width(file, bias, PUBLISHED.get(layer)));
    }
    widths.add(PUBLISHED.get(last));
    return new TransparentEncoder(widths);
  }

  /**
   * In standard deviations of the autoencoder's latent of the same picture over middle grey.
   *
   * @param manager owns the result
   * @param picture sides are multiples of 8
   * @return (1, 4, height / 8, width / 8)
   */
  public NDArray offset(NDManager manager, RgbaImage picture) {
    int plane = picture.width() * picture.height();
    float[] values = new float[4 * plane];
    System.arraycopy(picture.alpha().toArray(), 0, values, 0, plane);
    ColourPadding.padded(picture).copyPlanes(values, plane);
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(values, new Shape(1, 4, picture.height(), picture.width()));
      ParameterStore store = new ParameterStore(scope, false);
      NDArray offset = forward(store, new NDList(input), false).singletonOrThrow();
      offset.attach(manager);
      return offset;
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray hidden = convolutions.get(0).apply(store, inputs.head(), training);
    for (ScriptBlock convolution : convolutions.subList(1, convolutions.size())) {
      hidden = convolution.apply(store, Activation.swish(hidden, 1), training);
    }
    return new NDList(hidden);
  }
}
