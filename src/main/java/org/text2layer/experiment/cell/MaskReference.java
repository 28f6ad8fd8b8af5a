package org.text2layer.experiment.cell;

import java.util.function.Supplier;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.opencv.ClassicalSalientObjectDetector;

/** A detector whose masks of composed pictures generated masks are compared with. */
public enum MaskReference {
  /** The embedded network, in the place of the paper's ICON. */
  EMBEDDED("masks", "embedded detector", EmbeddedSalientObjectDetector::load),
  /** GrabCut: another one, without training. */
  GRABCUT("masks-grabcut", "GrabCut", ClassicalSalientObjectDetector::create);

  private final String measure;
  private final String title;
  private final Supplier<SalientObjectDetector> detector;

  MaskReference(String measure, String title, Supplier<SalientObjectDetector> detector) {
    this.measure = measure;
    this.title = title;
    this.detector = detector;
  }

  /** The measure of {@link Cell.Key}. */
  public String measure() {
    return measure;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  SalientObjectDetector load() {
    return detector.get();
  }
}
