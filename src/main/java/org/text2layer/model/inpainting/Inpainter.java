package org.text2layer.model.inpainting;

import java.nio.file.Path;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.WeightsException;

/**
 * Invents what a picture shows behind something: the background B (paper, III-B). Told nothing but
 * the picture and the hole; a text model gets the empty caption.
 */
public interface Inpainter extends AutoCloseable {
  /**
   * A network as ONNX, run by ONNX Runtime on the CPU with one thread a call, so that pictures do
   * not depend on how many threads call it. Weights may be in files beside it, in its own folder.
   * Thread-safe until closed.
   *
   * @throws WeightsException if the file is missing or not ONNX, names a file outside its folder,
   *     or has other inputs than image and mask
   */
  static Inpainter onnx(Path file, InpainterConfiguration configuration) {
    return ExternalInpainter.onnx(file, configuration);
  }

  /**
   * A network as torch.jit.save writes it, run by libtorch on the CPU: of the image and the mask it
   * makes one picture. Thread-safe until closed. A TorchScript archive is a program: load only
   * those whose source you trust. What torch.save writes of an eager module is a pickle for Python,
   * and refused.
   *
   * @throws WeightsException if the file is missing or not a TorchScript archive
   */
  static Inpainter torchScript(Path file, InpainterConfiguration configuration) {
    return ExternalInpainter.torchScript(file, configuration);
  }

  /**
   * Fills a hole. The same picture and hole give the same result.
   *
   * @param picture any size
   * @param hole of the same size; every pixel above 0 is filled, and what the picture shows there
   *     is not looked at
   * @return a picture of the same size; where the hole is 0, its pixels are exactly the given ones
   * @throws IllegalArgumentException if the sizes differ, or the hole is the whole picture
   */
  RgbImage inpaint(RgbImage picture, Mask hole);

  /**
   * Which inpainter this is, with all that changes its pictures: weights by their checksum,
   * settings. A data set says by it what it was made with.
   */
  String description();

  /** Frees the native memory. */
  @Override
  void close();

  /**
   * Checks what every inpainter needs: one size, and at least one pixel to go by.
   *
   * @throws IllegalArgumentException if either lacks
   */
  static void requireFillable(RgbImage picture, Mask hole) {
    if (hole.width() != picture.width() || hole.height() != picture.height()) {
      throw new IllegalArgumentException(
          "Expected a hole of the picture's size %sx%s but it is %sx%s: resize it first."
              .formatted(picture.width(), picture.height(), hole.width(), hole.height()));
    }
    if (hole.thresholded(0).area() == 1) {
      throw new IllegalArgumentException(
          "Expected a hole that leaves some of the picture but it covers all %sx%s pixels: check the mask."
              .formatted(hole.width(), hole.height()));
    }
  }

  /** The picture with mid-grey in the hole: what a method may look at. */
  static RgbImage emptied(RgbImage picture, Mask hole) {
    RgbImage grey = RgbImage.filled(picture.width(), picture.height(), 0.5f, 0.5f, 0.5f);
    return pasted(picture, grey, hole);
  }

  /** The filled picture within the hole, the picture itself elsewhere, exactly. */
  static RgbImage pasted(RgbImage picture, RgbImage filled, Mask hole) {
    float[] result = picture.toArray();
    float[] inside = filled.toArray();
    float[] mask = hole.toArray();
    for (int i = 0; i < result.length; i++) {
      if (mask[i / 3] > 0) {
        result[i] = inside[i];
      }
    }
    return RgbImage.of(picture.width(), picture.height(), result);
  }
}
