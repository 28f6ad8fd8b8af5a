package org.text2layer.data.statistics.objects;

import java.util.List;
import org.text2layer.data.LayeredSample;

/**
 * Finds and names the objects of a sample, for the statistics of a data set. The paper uses YOLOv7;
 * {@link CutOutClassifier} is what the library brings, and a detector of one's own takes its place
 * here.
 */
public interface ObjectDetector extends AutoCloseable {
  /** What to call it where its counts are shown. */
  String name();

  /** The objects it is sure enough of; may be empty. */
  List<NamedObject> detect(LayeredSample sample);

  @Override
  void close();

  /**
   * An object of a sample.
   *
   * @param category what it is
   * @param confidence in [0, 1]
   */
  record NamedObject(String category, double confidence) {
    /** Checks both. */
    public NamedObject {
      if (category.isBlank() || !(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "Expected a category and a confidence in [0, 1] but got '%s' and %s: look at the detector."
                .formatted(category, confidence));
      }
    }
  }
}
