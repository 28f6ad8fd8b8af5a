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
}
