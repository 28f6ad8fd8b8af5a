package org.text2layer.model.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * OpenCV's natives, and the one place where pictures become its matrices. Matrices belong to the
 * PointerScope that is open when they are made.
 */
final class OpenCv {
  private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  private OpenCv() {}

  /**
   * Loads the natives; the first time on a machine they are unpacked into the user's cache.
   *
   * @throws IllegalStateException if there are none for this platform
   */
  static void load() {
    // JavaCPP holds the whole process, libtorch's arrays with it, to four heaps, and then refuses.
    if (System.getProperty(LIMIT) == null) {
      System.setProperty(LIMIT, "0");
    }
    require(() -> Loader.load(opencv_imgproc.class));
  }

  static String version() {
    return opencv_core.CV_VERSION;
  }

  static void require(Runnable loading) {
    try {
      loading.run();
    } catch (LinkageError error) {
      throw new IllegalStateException(
          "Expected OpenCV's native libraries for %s-%s but could not load them (%s): add org.bytedeco's opencv, openblas and javacpp jars for it, or choose another detector and inpainter."
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), error.getMessage()),
          error);
    }
  }

  /** Height x width of three 8-bit channels, red first. */
  static Mat ofPicture(RgbImage picture) {
    return ofLevels(picture.width(), picture.height(), CV_8UC3, picture.toArray());
  }

  /** 255 where the mask is above 0, 0 elsewhere. */
  static Mat ofHole(Mask mask) {
    float[] hard = mask.thresholded(0).toArray();
    return ofLevels(mask.width(), mask.height(), CV_8UC1, hard);
  }

  private static Mat ofLevels(int width, int height, int type, float[] values) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(values[i] * 255);
    }
    Mat matrix = new Mat(height, width, type);
    matrix.data().put(levels, 0, levels.length);
    return matrix;
  }

  /** A picture of a matrix of three 8-bit channels, red first. */
  static RgbImage toPicture(Mat matrix) {
    return RgbImage.clamped(matrix.cols(), matrix.rows(), floats(matrix, 1 / 255.0));
  }

  /** All values times a factor, rows from top to bottom. */
  static float[] floats(Mat matrix, double factor) {
    Mat converted = new Mat();
    matrix.convertTo(converted, CV_32F, factor, 0);
    float[] values = new float[Math.toIntExact(converted.total() * converted.channels())];
    new FloatPointer(converted.data()).get(values);
    return values;
  }
}
