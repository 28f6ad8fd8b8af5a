package org.text2layer.model.layerdiffuse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.nn.weights.Tensors;

/**
 * What finds transparency in a decoded picture and its latent: LayerDiffuse's UNet1024, asked eight
 * times about flips and rotations. Thread-safe.
 */
public final class TransparentDecoder extends NamedBlock {
  /** Height and width are multiples of it: six halvings. */
  public static final int MULTIPLE = 64;

  private static final List<Integer> PUBLISHED = List.of(32, 32, 64, 128, 256, 512, 512);
  private static final int FIRST_ATTENTION = 4;
  private static final int WITH_LATENT = 3;
  private static final int SKIPS = 3;
  private static final int LATENT_CHANNELS = 4;
  private static final int PICTURE_CHANNELS = 3;
  private static final int OUT_CHANNELS = 4;
  private static final int GROUPS = 4;
  private static final int MOST_CHANNELS = 4_096;
  private static final double EPSILON = 1e-5;
  private static final int[] SIDES = {2, 3};
  private static final int TURNS = 4;

  final ScriptBlock convIn;
  final ScriptBlock latentConvIn;
  final List<TransparentLevel> down = new ArrayList<>();
  final TransparentLevel middle;
  final List<TransparentLevel> up = new ArrayList<>();
  private final ScriptBlock output;

  private TransparentDecoder(List<Integer> widths) {
    int last = widths.size() - 1;
    convIn = add("conv_in", Convolutions.KEEP.channelsLast(PICTURE_CHANNELS, widths.get(0)));
    latentConvIn =
        add(
            "latent_conv_in",
            Convolutions.POINTWISE.of(LATENT_CHANNELS, widths.get(WITH_LATENT - 1)));
    for (int level = 0; level <= last; level++) {
      int in = widths.get(Math.max(level - 1, 0));
      down.add(
          add(
              "down_blocks." + level,
              TransparentLevel.down(
                  in, widths.get(level), level >= FIRST_ATTENTION, level < last)));
    }
    middle = add("mid_block", TransparentLevel.middle(widths.get(last)));
    for (int level = last; level >= 0; level--) {
      up.add(
          add(
              "up_blocks." + (last - level),
              TransparentLevel.up(
                  widths.get(Math.min(level + 1, last)),
                  widths.get(level),
                  widths.get(Math.max(level - 1, 0)),
                  level >= FIRST_ATTENTION,
                  level > 0)));
    }
    output = add("", DiffusionBlocks.output(widths.get(0), OUT_CHANNELS, GROUPS, EPSILON));
  }

  /**
   * Without weights.
   *
   * @param file with the published names; says how wide each level is
   */
  public static TransparentDecoder of(Tensors file) {
    List<Integer> widths = new ArrayList<>();
    for (int level = 0; level < PUBLISHED.size(); level++) {
      String bias = "down_blocks.%s.resnets.0.conv1.bias".formatted(level);
      widths.add(width(file, bias, PUBLISHED.get(level)));
    }
    return new TransparentDecoder(widths);
  }

  /** Of a layer by its bias, if the file has it, at most what any network has. */
  static int width(Tensors file, String bias, int published) {
    boolean known = file.names().contains(bias) && file.shape(bias).dimension() == 1;
    return known ? (int) Math.min(file.shape(bias).get(0), MOST_CHANNELS) : published;
  }

  /**
   * The median of the eight, as PyTorch takes it: the fourth of them in order. What is made on the
   * way is freed.
   *
   * @param picture (1, 3, height, width) in [0, 1], as the autoencoder decoded the latent; sides
   *     are multiples of {@link #MULTIPLE}
   * @param latent (1, 4, height / 8, width / 8), not scaled
   * @return (1, 4, height, width) in [0, 1], alpha and then the foreground's colours, on the
   *     picture's manager
   */
  public NDArray decode(NDArray picture, NDArray latent) {
    NDManager owner = picture.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDList answers = new NDList();
      for (boolean flip : new boolean[] {false, true}) {
        for (int turns = 0; turns < TURNS; turns++) {
          answers.add(asked(scope, picture, latent, flip, turns));
        }
      }
      NDArray all = NDArrays.stack(answers).sort(0);
      all.attach(scope);
      NDArray median = all.get((answers.size() - 1) / 2);
      median.attach(owner);
      return median;
    }
  }

  private NDArray asked(NDManager owner, NDArray picture, NDArray latent, boolean flip, int turns) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray seen = turned(scope, picture, flip, turns);
      NDArray answer = predict(seen, turned(scope, latent, flip, turns)).clip(0, 1);
      NDArray back = answer.rotate90(-turns, SIDES);
      NDArray result = flip ? back.flip(3) : back.duplicate();
      result.attach(owner);
      return result;
    }
  }

  /** Flipped left and right first, then turned counter-clockwise. */
  private static NDArray turned(NDManager scope, NDArray array, boolean flip, int turns) {
    NDArray copy = array.duplicate();
    copy.attach(scope);
    return (flip ? copy.flip(3) : copy).rotate90(turns, SIDES);
  }

  /** One pass: as {@link #decode}, not clamped. */
  NDArray predict(NDArray picture, NDArray latent) {
    ParameterStore store = new ParameterStore(picture.getManager(), false);
    return forward(store, new NDList(picture, latent), false).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray latent = latentConvIn.apply(store, inputs.get(1), training);
    NDArray hidden = convIn.apply(store, inputs.head(), training);
    Deque<NDArray> skips = new ArrayDeque<>(List.of(hidden));
    for (int level = 0; level < down.size(); level++) {
      NDArray entering = level == WITH_LATENT ? hidden.add(latent) : hidden;
      down.get(level).forward(store, new NDList(entering), training).forEach(skips::push);
      hidden = skips.peek();
    }
    hidden = last(middle.forward(store, new NDList(hidden), training), training);
    for (TransparentLevel level : up) {
      NDList states = new NDList(hidden);
      for (int skip = 0; skip < SKIPS; skip++) {
        states.add(skips.pop());
      }
      hidden = last(level.forward(store, states, training), training);
      if (!training) {
        states.close();
      }
    }
    return new NDList(output.consume(store, hidden, training));
  }

  /** The last state; the others, which nothing takes any more, are freed. */
  private static NDArray last(NDList states, boolean training) {
    if (!training) {
      states.subList(0, states.size() - 1).forEach(NDArray::close);
    }
    return states.get(states.size() - 1);
  }
}
