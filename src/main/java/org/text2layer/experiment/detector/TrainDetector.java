package org.text2layer.experiment.detector;

import java.nio.file.Path;
import java.util.Locale;
import org.text2layer.data.StampScenes;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;

/**
 * Trains the embedded detector further, and says where its weights are.
 *
 * <p>OMP_NUM_THREADS=1 java @kernel/java.options -cp "target/text2layer.jar:target/lib/*"
 * org.text2layer.experiment.detector.TrainDetector target/detector
 *
 * <p>The argument is the folder of the run, which goes on where it was stopped. A second one is a
 * folder of cut-outs and scenes of your own, laid as {@link StampScenes} reads them
 * (datasets/stamps): its training part is learned from too; such weights stay with you, {@code
 * EmbeddedSalientObjectDetector.load} reads them.
 */
public final class TrainDetector {
  private TrainDetector() {}

  /** See the class. */
  public static void main(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 2) {
      throw new IllegalArgumentException(
          "Expected a folder for the run, and one of cut-outs of your own if wanted, but came %s arguments: name them."
              .formatted(arguments.length));
    }
    DetectorTraining training = DetectorTraining.into(Path.of(arguments[0]));
    if (arguments.length == 2) {
      training = training.withOwn(StampScenes.of(Path.of(arguments[1])).training());
    }
    training.train(
        new TrainingListener() {
          @Override
          public void onStep(LogRow row) {
            row.heldOut()
                .total()
                .ifPresent(
                    loss ->
                        System.err.printf(
                            Locale.ROOT, "step %s: %.4f on held-out pictures%n", row.step(), loss));
          }
        });
    System.out.println(training.weights());
  }
}
