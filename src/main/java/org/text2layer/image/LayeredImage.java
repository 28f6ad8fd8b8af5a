package org.text2layer.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Layers over one opaque backdrop, all of one size: the paper's I = (F, B, m) with any number of
 * layers. Immutable, hence safe for use by many threads.
 *
 * <p>Its provenance says where it came from (caption, seed, sampler and the like); what is made
 * from an image hands it on.
 */
public final class LayeredImage {
  private static final Pattern NUMBERED = Pattern.compile("(.*) \\(layer (\\d{1,6})\\)");

  private final RgbImage backdrop;
  private final List<ImageLayer> layers;
  private final Map<String, String> provenance;

  private LayeredImage(RgbImage backdrop, List<ImageLayer> layers, Map<String, String> provenance) {
    this.backdrop = Objects.requireNonNull(backdrop, "backdrop");
    this.layers = List.copyOf(layers);
    this.provenance = provenance;
    for (ImageLayer layer : this.layers) {
      Pixels.checkSameSize(
          "layer '" + layer.name() + "'", layer.colour(), backdrop.width(), backdrop.height());
    }
  }

  /**
   * Any number of layers.
   *
   * @param layers from bottom to top; may be empty
   * @throws IllegalArgumentException if a layer's size differs from the backdrop's
   */
  public static LayeredImage of(RgbImage backdrop, List<ImageLayer> layers) {
    return new LayeredImage(backdrop, layers, Map.of());
  }

  /**
   * The paper's two-layer image: one layer, named "foreground", over the background.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static LayeredImage twoLayer(RgbImage foreground, RgbImage background, Mask mask) {
    return of(background, List.of(new ImageLayer("foreground", foreground, mask)));
  }

  /** Width in pixels. */
  public int width() {
    return backdrop.width();
  }

  /** Height in pixels. */
  public int height() {
    return backdrop.height();
  }

  /** What lies below all layers. */
  public RgbImage backdrop() {
    return backdrop;
  }

  /** The layers from bottom to top, unmodifiable. */
  public List<ImageLayer> layers() {
    return layers;
  }

  /**
   * F of a two-layer image.
   *
   * @throws IllegalStateException if there is not exactly one layer
   */
  public RgbImage foreground() {
    return onlyLayer("foreground()", "layers()").colour();
  }

  /**
   * B of a two-layer image.
   *
   * @throws IllegalStateException if there is not exactly one layer
   */
  public RgbImage background() {
    onlyLayer("background()", "backdrop()");
    return backdrop;
  }

  /**
   * m of a two-layer image.
   *
   * @throws IllegalStateException if there is not exactly one layer
   */
  public Mask mask() {
    return onlyLayer("mask()", "layers()").mask();
  }

  /**
   * All layers without the backdrop: of a two-layer image the foreground with its mask as alpha, of
   * others the layers over one another (Porter and Duff's "over"); where they cover nothing, black.
   */
  public RgbaImage cutOut() {
    if (layers.size() == 1) {
      return RgbaImage.of(layers.get(0).colour(), layers.get(0).mask());
    }
    float[] colour = new float[3 * width() * height()]; // times alpha, until the end
    float[] alpha = new float[width() * height()];
    for (ImageLayer layer : layers) {
      float[] foreground = layer.colour().shared();
      float[] mask = layer.mask().shared();
      for (int i = 0; i < colour.length; i++) {
        colour[i] = mask[i / 3] * foreground[i] + (1 - mask[i / 3]) * colour[i];
      }
      for (int i = 0; i < alpha.length; i++) {
        alpha[i] = mask[i] + (1 - mask[i]) * alpha[i];
      }
    }
    for (int i = 0; i < colour.length; i++) {
      colour[i] = alpha[i / 3] > 0 ? colour[i] / alpha[i / 3] : 0;
    }
    return RgbaImage.of(
        RgbImage.clamped(width(), height(), colour), Mask.clamped(width(), height(), alpha));
  }

  /**
   * One layer as the foreground of a two-layer image, over all that is below it composed: eq. 1 as
   * the stack uses it for this layer. Of a two-layer image it is the image.
   *
   * @param index from 0, the lowest
   * @throws IndexOutOfBoundsException if there is no such layer
   */
  public LayeredImage alone(int index) {
    ImageLayer layer = layers.get(index);
    RgbImage below =
        index == 0 ? backdrop : LayeredImage.of(backdrop, layers.subList(0, index)).composed();
    return new LayeredImage(below, List.of(layer.named("foreground")), provenance);
  }

  private ImageLayer onlyLayer(String call, String instead) {
    if (layers.size() != 1) {
      throw new IllegalStateException(
          "Expected exactly one layer for %s but this image has %s: call %s instead."
              .formatted(call, layers.size(), instead));
    }
    return layers.get(0);
  }

  /** All layers flattened: C = mF + (1 − m)B (eq. 1) for one after the other, bottom to top. */
  public RgbImage composed() {
    float[] composed = backdrop.toArray();
    for (ImageLayer layer : layers) {
      float[] foreground = layer.colour().shared();
      float[] mask = layer.mask().shared();
      for (int i = 0; i < composed.length; i++) {
        float m = mask[i / 3];
        composed[i] = m * foreground[i] + (1 - m) * composed[i];
      }
    }
    return new RgbImage(width(), height(), composed);
  }

  /**
   * The same layers on another backdrop; {@link RgbImage#covering} makes one of any picture. The
   * provenance keeps what it told, a caption too, and says under "edited" that it is no longer the
   * whole truth, as it does after each change of the layers.
   *
   * @throws IllegalArgumentException if its size differs
   */
  public LayeredImage over(RgbImage newBackdrop) {
    Pixels.checkSameSize("new backdrop", newBackdrop, width(), height());
    return new LayeredImage(newBackdrop, layers, edited());
  }

  /**
   * One more layer, on top.
   *
   * @throws IllegalArgumentException if its size differs
   */
  public LayeredImage plus(ImageLayer layer) {
    List<ImageLayer> more = new ArrayList<>(layers);
    more.add(layer);
    return new LayeredImage(backdrop, more, edited());
  }

  /**
   * The layers of this image over those of another, over the other's backdrop: the N-layer form of
   * eq. 1. This image's own backdrop is left out.
   *
   * <p>The provenance tells both: the lower image's entries as they are, this image's with the
   * number of its lowest layer in the stack, as "caption (layer 2)".
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public LayeredImage stackedOn(LayeredImage below) {
    List<ImageLayer> stack = new ArrayList<>(below.layers);
    stack.addAll(layers);
    Map<String, String> both = new LinkedHashMap<>(below.provenance);
    both.putAll(numbered(below.layers.size()));
    return new LayeredImage(below.backdrop, stack, Collections.unmodifiableMap(both));
  }

  private Map<String, String> edited() {
    Map<String, String> edited = new LinkedHashMap<>(provenance);
    if (!edited.isEmpty()) {
      edited.put("edited", "since it was made");
    }
    return Collections.unmodifiableMap(edited);
  }

  /** The provenance, each key with the number of its layer; those of an earlier stack move up. */
  private Map<String, String> numbered(int layersBelow) {
    Map<String, String> numbered = new LinkedHashMap<>();
    provenance.forEach(
        (key, value) -> {
          Matcher earlier = NUMBERED.matcher(key);
          boolean stacked = earlier.matches();
          String plain = stacked ? earlier.group(1) : key;
          int layer = layersBelow + (stacked ? Integer.parseInt(earlier.group(2)) : 1);
          numbered.put("%s (layer %s)".formatted(plain, layer), value);
        });
    return numbered;
  }

  /**
   * Each layer changed: {@code image.mapLayers(layer -> layer.moved(20, 0))}. The backdrop stays.
   *
   * @throws IllegalArgumentException if a changed layer has another size
   */
  public LayeredImage mapLayers(UnaryOperator<ImageLayer> change) {
    return new LayeredImage(backdrop, layers.stream().map(change).toList(), edited());
  }

  /**
   * One layer changed.
   *
   * @param index from 0, the lowest
   * @throws IndexOutOfBoundsException if there is no such layer
   * @throws IllegalArgumentException if the changed layer has another size
   */
  public LayeredImage mapLayer(int index, UnaryOperator<ImageLayer> change) {
    List<ImageLayer> changed = new ArrayList<>(layers);
    changed.set(index, change.apply(layers.get(index)));
    return new LayeredImage(backdrop, changed, edited());
  }

  /**
   * Another size. A layer's colours are weighted by its mask, so that what is masked out does not
   * bleed in; where the new mask is 0 they become black.
   */
  public LayeredImage resized(int width, int height, Resampling filter) {
    List<ImageLayer> resized = new ArrayList<>();
    for (ImageLayer layer : layers) {
      RgbaImage cutOut = RgbaImage.of(layer.colour(), layer.mask()).resized(width, height, filter);
      resized.add(new ImageLayer(layer.name(), cutOut.colour(), cutOut.alpha()));
    }
    return new LayeredImage(backdrop.resized(width, height, filter), resized, provenance);
  }

  /** Where the image came from, in the order in which it was told; unmodifiable. */
  public Map<String, String> provenance() {
    return provenance;
  }

  /** The same image with another provenance. */
  public LayeredImage withProvenance(Map<String, String> newProvenance) {
    Map<String, String> copy = new LinkedHashMap<>();
    newProvenance.forEach(
        (key, value) ->
            copy.put(
                Objects.requireNonNull(key, "provenance key"),
                Objects.requireNonNull(value, () -> "provenance of " + key)));
    return new LayeredImage(backdrop, layers, Collections.unmodifiableMap(copy));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayeredImage that
        && backdrop.equals(that.backdrop)
        && layers.equals(that.layers)
        && provenance.equals(that.provenance);
  }

  @Override
  public int hashCode() {
    return Objects.hash(backdrop, layers, provenance);
  }

  @Override
  public String toString() {
    return "LayeredImage %sx%s, %s layer%s"
        .formatted(width(), height(), layers.size(), layers.size() == 1 ? "" : "s");
  }
}
