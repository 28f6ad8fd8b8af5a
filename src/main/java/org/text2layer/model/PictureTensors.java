package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredPrediction;

/**
 * The one place where pictures in [0, 1] become arrays in [-1, 1] and back: (batch, channels,
 * height, width), float32. What comes back is clamped.
 */
public final class PictureTensors {
  private static final LayerLayout LAYOUT = LayerLayout.layered();

  private PictureTensors() {}

  /** Pictures of one size as (batch, 3, height, width) in [-1, 1]. */
  public static NDArray ofPictures(NDManager manager, List<RgbImage> pictures) {
    RgbImage first = pictures.get(0);
    Shape shape =
        new Shape(pictures.size(), LayerLayout.picture().channels(), first.height(), first.width());
    return filled(
        manager, shape, (index, values) -> fill(values, 0, pictures.get(index), index, first));
  }

  /** Foreground, background and 2m − 1 of two-layer pictures: (batch, 7, height, width). */
  public static NDArray ofLayers(NDManager manager, List<LayeredImage> pictures) {
    RgbImage first = pictures.get(0).background();
    Shape shape = new Shape(pictures.size(), LAYOUT.channels(), first.height(), first.width());
    return filled(
        manager, shape, (index, values) -> fill(values, pictures.get(index), index, first));
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

  private static void fill(float[] into, LayeredImage picture, int index, RgbImage first) {
    int plane = first.width() * first.height();
    fill(into, LAYOUT.foregroundChannel() * plane, picture.foreground(), index, first);
    fill(into, LAYOUT.backgroundChannel() * plane, picture.background(), index, first);
    float[] mask = picture.mask().toArray();
    System.arraycopy(mask, 0, into, LAYOUT.maskChannel() * plane, plane);
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

  /** Two-layer pictures from the autoencoder's heads. */
  public static List<LayeredImage> toLayers(LayeredPrediction prediction) {
    List<RgbImage> foregrounds = toPictures(prediction.foreground());
    List<RgbImage> backgrounds = toPictures(prediction.background());
    List<Mask> masks = toMasks(prediction.mask());
    List<LayeredImage> pictures = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      pictures.add(LayeredImage.twoLayer(foregrounds.get(i), backgrounds.get(i), masks.get(i)));
    }
    return pictures;
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
