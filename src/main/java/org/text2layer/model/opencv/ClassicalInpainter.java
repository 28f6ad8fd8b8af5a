package org.text2layer.model.opencv;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.Inpainter;

/**
 * Inpainting without a network, by OpenCV. Holds no native memory between calls; thread-safe.
 *
 * <p>On Emoji Scenes' test split (256 x 256, holes of 30 % of the picture) TELEA and NAVIER_STOKES
 * come to 21.2 and 21.1 dB within the hole, where {@link
 * org.text2layer.model.inpainting.SmoothInpainter} comes to 22.8. The methods of OpenCV's xphoto
 * are left out: FSR_FAST was 1.6 dB below TELEA and took seconds a picture; SHIFTMAP was 2.5 dB
 * below, took the better part of a minute, and is not the same on every call.
 */
public final class ClassicalInpainter implements Inpainter {
  /** How far around the hole's edge each pixel is looked for, in pixels. */
  private static final double RADIUS = 3;

  private final Method method;

  /** OpenCV's methods. */
  public enum Method {
    /** Fast marching (Telea 2004). */
    TELEA(opencv_photo.INPAINT_TELEA),
    /** Lines of equal brightness continued (Bertalmio et al. 2001). */
    NAVIER_STOKES(opencv_photo.INPAINT_NS);

    private final int flag;

    Method(int flag) {
      this.flag = flag;
    }
  }

  private ClassicalInpainter(Method method) {
    this.method = Objects.requireNonNull(method, "method");
  }

  /**
   * This method.
   *
   * @throws IllegalStateException if OpenCV has no natives for this platform
   */
  public static ClassicalInpainter of(Method method) {
    OpenCv.load();
    return new ClassicalInpainter(method);
  }

  @Override
  @SuppressWarnings("try") // matrices find the open scope by themselves
  public RgbImage inpaint(RgbImage picture, Mask hole) {
    Inpainter.requireFillable(picture, hole);
    if (hole.area() == 0) {
      return picture;
    }
    try (PointerScope scope = new PointerScope()) {
      RgbImage empty = Inpainter.emptied(picture, hole);
      Mat filled = new Mat();
      opencv_photo.inpaint(
          OpenCv.ofPicture(empty), OpenCv.ofHole(hole), filled, RADIUS, method.flag);
      return Inpainter.pasted(picture, OpenCv.toPicture(filled), hole);
    }
  }

  @Override
  public String description() {
    return "OpenCV %s inpainter %s, radius %s".formatted(OpenCv.version(), method, RADIUS);
  }

  /** Nothing to free: every call frees its own. */
  @Override
  public void close() {}
}
