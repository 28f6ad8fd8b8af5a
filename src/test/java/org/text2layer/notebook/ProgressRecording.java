package org.text2layer.notebook;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.train.run.TrainingListener;

/** A progress that shows into lists, by a clock that only the test moves. */
abstract class ProgressRecording {
  static final long SECOND = 1_000_000_000;

  long now;
  final List<List<View>> outputs = new ArrayList<>();
  final Progress progress =
      new Progress(
          () -> {
            List<View> output = new ArrayList<>();
            outputs.add(output);
            return output::add;
          },
          TrainingListener.none(),
          () -> now);

  View last() {
    List<View> output = outputs.get(outputs.size() - 1);
    return output.get(output.size() - 1);
  }
}
