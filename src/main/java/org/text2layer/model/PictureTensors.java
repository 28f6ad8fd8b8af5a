package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.LayerLayout;

/**
 * The one place where pictures in [0, 1] become arrays in [-1, 1] and back: (batch, channels,
 * height, width), float32. What comes back is clamped.
 */
public final class PictureTensors {
  private PictureTensors() {}

  /** Pictures of one size as (batch, 3, height, width) in [-1, 1]. */
  public static NDArray ofPictures(NDManager manager, List<RgbImage> pictures) {
    RgbImage first = pictures.get(0);
    Shape shape =
        new Shape(pictures.size(), LayerLayout.picture().channels(), first.height(), first.width());
    return filled(
        manager, shape, (index, values) -> fill(values, 0, pictures.get(index), index, first));
  }

  /**
   * Layered pictures as their layout has it: (batch, 4N + 3, height, width). Of a picture with
   * fewer layers, the front places stay without one: black under an empty mask.
   *
   * @throws IllegalArgumentException if a picture has more layers than the layout, or another size
   */
  public static NDArray ofLayers(
      NDManager manager, LayerLayout layout, List<LayeredImage> pictures) {
    RgbImage first = pictures.get(0).backdrop();
    Shape shape = new Shape(pictures.size(), layout.channels(), first.height(), first.width());
    return filled(
        manager, shape, (index, values) -> fill(values, layout, pictures.get(index), index, first));
  }

  /** What writes one picture's values in [0, 1] into an array of its own. */
  private interface Filling {
    void fill(int index, float[] values);
  }

  /**
   * One picture after the other through a small array into the memory that PyTorch takes over: a
   * batch of 256 pixels has tens of megabytes, and each copy of it takes its time.
   */
  private static NDArray filled(NDManager manager, Shape shape, Filling filling) {
    int bytes = Math.multiplyExact(Float.BYTES, Math.toIntExact(shape.size()));
    ByteBuffer batch = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    float[] values = new float[Math.toIntExact(shape.size() / shape.get(0))];
    for (int index = 0; index < shape.get(0); index++) {
      filling.fill(index, values);
      for (int i = 0; i < values.length; i++) {
        values[i] = 2 * values[i] - 1;
      }
      batch.asFloatBuffer().put(index * values.length, values);
    }
    return manager.create(batch, shape, DataType.FLOAT32);
  }

  private static void fill(
      float[] into, LayerLayout layout, LayeredImage picture, int index, RgbImage first) {
    List<ImageLayer> layers = picture.layers();
    if (layers.size() > layout.layers()) {
      throw new IllegalArgumentException(
          "Expected at most %s layers over the background, as many as there are places for, but picture number %s has %s: leave some out, or take a model of more layers."
              .formatted(layout.layers(), index, layers.size()));
    }
    int plane = first.width() * first.height();
    Arrays.fill(into, 0);
    fill(into, layout.backgroundChannel() * plane, picture.backdrop(), index, first);
    for (int layer = 0; layer < layers.size(); layer++) {
      fill(into, layout.foregroundChannel(layer) * plane, layers.get(layer).colour(), index, first);
      float[] mask = layers.get(layer).mask().toArray();
      System.arraycopy(mask, 0, into, layout.maskChannel(layer) * plane, plane);
    }
  }

  /** One channel after the other. */
  private static void fill(float[] into, int at, RgbImage picture, int index, RgbImage first) {
    requireSize(index, picture.width(), picture.height(), first);
    picture.copyPlanes(into, at);
  }

  /** Pictures from (batch, 3, height, width) in about [-1, 1]. */
  public static List<RgbImage> toPictures(NDArray array) {
    Shape shape = array.getShape();
    float[] values = inUnitRange(array.transpose(0, 2, 3, 1));
    int length = (int) (shape.get(1) * shape.get(2) * shape.get(3));
    List<RgbImage> pictures = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      float[] own = Arrays.copyOfRange(values, i * length, (i + 1) * length);
      pictures.add(RgbImage.clamped((int) shape.get(3), (int) shape.get(2), own));
    }
    return pictures;
  }

  /** Masks from (batch, 1, height, width) in about [-1, 1]: m = (y + 1) / 2. */
  private static List<Mask> toMasks(NDArray array) {
    return toMasks(array.getShape(), inUnitRange(array));
  }

  /** Masks from (batch, 1, height, width) that are in [0, 1] already, as a detector gives them. */
  public static List<Mask> ofProbabilities(NDArray array) {
    return toMasks(array.getShape(), array.toFloatArray());
  }

  /**
   * Layered pictures from their parts, as the autoencoder's heads give them. A single layer is
   * called "foreground", several "layer 1" and so on, from back to front.
   *
   * @param parts in the order of {@link LayerLayout#parts}: 2N + 1 for N layers
   */
  public static List<LayeredImage> toLayers(List<NDArray> parts) {
    int count = parts.size() / 2;
    List<LayeredImage> pictures =
        toPictures(parts.get(count)).stream()
            .map(background -> LayeredImage.of(background, List.of()))
            .collect(Collectors.toCollection(ArrayList::new));
    for (int number = 0; number < count; number++) {
      String name = count == 1 ? "foreground" : "layer " + (number + 1);
      List<RgbImage> colours = toPictures(parts.get(number));
      List<Mask> masks = toMasks(parts.get(count + 1 + number));
      for (int i = 0; i < masks.size(); i++) {
        ImageLayer layer = new ImageLayer(name, colours.get(i), masks.get(i));
        pictures.set(i, pictures.get(i).plus(layer));
      }
    }
    return pictures;
  }

  /** The parts of a layered picture in the order of its layout, by their names. */
  public static Map<String, Picture> parts(LayeredImage picture) {
    LayerLayout layout = LayerLayout.layered(picture.layers().size());
    Map<String, Picture> parts = new LinkedHashMap<>();
    for (int layer = 0; layer < layout.layers(); layer++) {
      parts.put(layout.foregroundName(layer), picture.layers().get(layer).colour());
    }
    parts.put(LayerLayout.BACKGROUND, picture.backdrop());
    for (int layer = 0; layer < layout.layers(); layer++) {
      parts.put(layout.maskName(layer), picture.layers().get(layer).mask());
    }
    return parts;
  }

  private static float[] inUnitRange(NDArray array) {
    try (NDArray half = array.add(1).div(2)) {
      return half.toFloatArray();
    }
  }

  private static List<Mask> toMasks(Shape shape, float[] values) {
    int length = (int) (shape.get(2) * shape.get(3));
    List<Mask> masks = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      float[] own = Arrays.copyOfRange(values, i * length, (i + 1) * length);
      masks.add(Mask.clamped((int) shape.get(3), (int) shape.get(2), own));
    }
    return masks;
  }

  private static void requireSize(int index, int width, int height, RgbImage first) {
    if (width != first.width() || height != first.height()) {
      throw new IllegalArgumentException(
          "Expected pictures of one size, %sx%s, but number %s is %sx%s: resize it first."
              .formatted(first.width(), first.height(), index, width, height));
    }
  }
}
