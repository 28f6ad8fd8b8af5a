import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.text2layer.Text2Layer;
import org.text2layer.experiment.laptop.LaptopTraining;
import org.text2layer.experiment.laptop.Recognition;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;

/**
 * Both trainings of docs/laptop-training.md from scratch, and what they reach. Run again after it
 * was stopped, it goes on.
 *
 * <p>java @kernel/java.options -cp "target/text2layer.jar:target/lib/*" bench/LaptopTrainingRun.java FOLDER SEED
 */
final class LaptopTrainingRun {
  private static final int EVERY = 200;
  private static final int SAMPLING_STEPS = 20;
  private static final long FIRST_SEED = 1_000;

  private LaptopTrainingRun() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    LaptopTraining training =
        LaptopTraining.into(folder).withSeed(Long.parseLong(arguments[1]));
    timed("autoencoder", () -> training.trainAutoencoder(new Lines()));
    timed("diffusion model", () -> training.trainDiffusion(new Lines()));
    try (Text2Layer model = Text2Layer.load(training.saveModel())) {
      System.out.println("generated " + Recognition.of(model, FIRST_SEED, SAMPLING_STEPS));
      System.out.println("rebuilt   " + Recognition.ofReconstructions(model, FIRST_SEED));
    }
    System.out.println("true      " + Recognition.ofTruth(FIRST_SEED));
  }

  private static void timed(String what, Runnable work) {
    long start = System.nanoTime();
    work.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(Locale.ROOT, "%s: %.1f minutes%n", what, taken.toSeconds() / 60.0);
  }

  /** A line every 200 steps, and one for what was measured on held-out samples. */
  private static final class Lines implements TrainingListener {
    @Override
    public void onStep(LogRow row) {
      if (row.step() % EVERY == 0) {
        System.out.printf(
            Locale.ROOT, "%d: %.1f samples/s %s%n", row.step(), row.samplesPerSecond(), row.terms().values());
      }
      if (!row.heldOut().values().isEmpty()) {
        System.out.println(row.step() + ": held out " + row.heldOut().values());
      }
    }
  }
}
