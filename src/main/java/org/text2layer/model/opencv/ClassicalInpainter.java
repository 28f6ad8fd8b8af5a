package org.text2layer.model.opencv;

import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;

import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.global.opencv_xphoto;
import org.bytedeco.opencv.opencv_core.Mat;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.Inpainter;

/**
 * Inpainting without a network, by OpenCV. Holds no native memory between calls; thread-safe, and
 * the same on every call: random numbers start anew with each.
 *
 * <p>On Emoji Scenes' test split (256 x 256, holes of 30 % of the picture) TELEA and NAVIER_STOKES
 * come to 21.2 and 21.1 dB within the hole, where {@link org.text2layer.model.SmoothInpainter}
 * comes to 22.8; FREQUENCY_SELECTIVE was 1.6 dB below TELEA and took seconds a picture, SHIFT_MAP
 * 2.5 dB below and took the better part of a minute: it invents texture, at the price of errors.
 */
public final class ClassicalInpainter implements Inpainter {
  /** How far around the hole's edge each pixel is looked for, in pixels. */
  private static final double RADIUS = 3;

  private static final int SEED = 0;

  private final Method method;

  /** OpenCV's methods. */
  public enum Method {
    /** Fast marching (Telea 2004). */
    TELEA {
      @Override
      Mat fill(Mat picture, Mat hole) {
        Mat filled = new Mat();
        opencv_photo.inpaint(picture, hole, filled, RADIUS, opencv_photo.INPAINT_TELEA);
        return filled;
      }
    },
    /** Lines of equal brightness continued (Bertalmio et al. 2001). */
    NAVIER_STOKES {
      @Override
      Mat fill(Mat picture, Mat hole) {
        Mat filled = new Mat();
        opencv_photo.inpaint(picture, hole, filled, RADIUS, opencv_photo.INPAINT_NS);
        return filled;
      }
    },
    /** Pieces of the picture shifted into the hole (He and Sun 2012). */
    SHIFT_MAP {
      @Override
      Mat fill(Mat picture, Mat hole) {
        Mat lab = new Mat();
        opencv_imgproc.cvtColor(picture, lab, opencv_imgproc.COLOR_RGB2Lab);
        Mat filledLab = new Mat();
        opencv_xphoto.inpaint(lab, known(hole), filledLab, opencv_xphoto.INPAINT_SHIFTMAP);
        Mat filled = new Mat();
        opencv_imgproc.cvtColor(filledLab, filled, opencv_imgproc.COLOR_Lab2RGB);
        return filled;
      }
    },
    /** Sparse sums of waves fitted to the surroundings (Genser et al. 2018), the fast variant. */
    FREQUENCY_SELECTIVE {
      @Override
      Mat fill(Mat picture, Mat hole) {
        Mat filled = new Mat();
        opencv_xphoto.inpaint(picture, known(hole), filled, opencv_xphoto.INPAINT_FSR_FAST);
        return filled;
      }
    };

    abstract Mat fill(Mat picture, Mat hole);

    /** xphoto marks what is known, photo what is not. */
    private static Mat known(Mat hole) {
      Mat known = new Mat();
      bitwise_not(hole, known);
      return known;
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
      setRNGSeed(SEED);
      RgbImage empty = Inpainter.emptied(picture, hole);
      Mat filled = method.fill(OpenCv.ofPicture(empty), OpenCv.ofHole(hole));
      return Inpainter.pasted(picture, OpenCv.toPicture(filled), hole);
    }
  }

  @Override
  public String toString() {
    return "ClassicalInpainter: " + method;
  }

  /** Nothing to free: every call frees its own. */
  @Override
  public void close() {}
}
