package org.text2layer.model;

import java.nio.file.Path;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.WeightsException;

/** Finds what a picture shows in front: its soft mask m (paper, III-B). */
public interface SalientObjectDetector extends AutoCloseable {
  /**
   * A network of any structure as ONNX, run by ONNX Runtime on the CPU with one thread a call, so
   * that masks do not depend on how many threads call it. Weights may be in files beside it, in its
   * own folder. Thread-safe until closed.
   *
   * @throws WeightsException if the file is missing or not ONNX, or names a file outside its folder
   */
  static SalientObjectDetector onnx(Path file, DetectorConfiguration configuration) {
    return ExternalSalientObjectDetector.onnx(file, configuration);
  }

  /**
   * A network of any structure as torch.jit.save writes it, run by libtorch on the CPU. Thread-safe
   * until closed. A TorchScript archive is a program: load only those whose source you trust. What
   * torch.save writes of an eager module is a pickle for Python, and refused.
   *
   * @throws WeightsException if the file is missing or not a TorchScript archive
   */
  static SalientObjectDetector torchScript(Path file, DetectorConfiguration configuration) {
    return ExternalSalientObjectDetector.torchScript(file, configuration);
  }

  /**
   * Detects at the picture's own size.
   *
   * @param picture any size
   * @return a mask of the same size; 1 where the salient object is
   */
  Mask detect(RgbImage picture);

  /**
   * Which detector this is, with all that changes its masks: weights by their checksum, settings. A
   * data set says by it what it was made with.
   */
  String description();

  /**
   * For which pictures it is made, and what to take for others, in a sentence for whoever looks at
   * a recipe; empty if it is for all.
   */
  default String madeFor() {
    return "";
  }

  /** Frees the native memory. */
  @Override
  void close();
}
