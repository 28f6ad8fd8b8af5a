import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.experiment.newobject.BeforeAndAfter;
import org.text2layer.experiment.newobject.EvaluationSize;
import org.text2layer.experiment.newobject.ObjectEvaluation;
import org.text2layer.experiment.newobject.ObjectResult;
import org.text2layer.experiment.newobject.ObjectTraining;
import org.text2layer.experiment.newobject.TuningRecipe;
import org.text2layer.experiment.newobject.WateringCan;
import org.text2layer.image.IfExists;
import org.text2layer.image.PngWriter;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;

/**
 * Teaches the embedded model a watering can in several ways and measures each (docs/new-object.md).
 *
 * <p>./mvnw -q -DskipTests package
 *
 * <p>java @kernel/java.options -cp "target/text2layer.jar:target/lib/*" bench/NewObject.java FOLDER full:1e-4:200 \
 * attention:2e-4:200 low-rank:1e-3:200
 *
 * <p>Each argument after the folder is kind:learning rate:steps. What is done is not done again.
 * Before it: -Dprecision=BFLOAT16, -Dbatch=4, -Dseed=1 (another folder for each), -Dminutes=30.
 */
final class NewObject {
  private static final String ROW = "| %s | %,d | %d | %.4f | %.4f | %d / %d | %d / %d | %.3f |%n";

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<ObjectTraining> trainings =
        List.of(arguments).subList(1, arguments.length).stream()
            .map(argument -> training(folder, argument.split(":")))
            .toList();
    for (ObjectTraining training : trainings) {
      Instant start = Instant.now();
      System.out.println(training.train(options(training.recipe().steps()), progress()));
      Duration took = Duration.between(start, Instant.now());
      System.out.printf("%s: %d s with encoding%n", training.recipe().name(), took.toSeconds());
    }
    evaluate(folder, trainings);
  }

  private static ObjectTraining training(Path folder, String[] argument) {
    TuningRecipe recipe =
        switch (argument[0]) {
          case "full" -> TuningRecipe.full();
          case "attention" -> TuningRecipe.attention();
          case "low-rank" -> TuningRecipe.lowRank();
          default -> throw new IllegalArgumentException("full, attention or low-rank");
        };
    TuningRecipe asked =
        recipe
            .withLearningRate(Double.parseDouble(argument[1]))
            .withSteps(Long.parseLong(argument[2]))
            .withBatch(Integer.getInteger("batch", recipe.batch()))
            .withPrecision(precision())
            .withSeed(Long.getLong("seed", recipe.seed()));
    return ObjectTraining.of(WateringCan.twentyViews(), asked, folder);
  }

  private static Precision precision() {
    return Precision.valueOf(System.getProperty("precision", "FLOAT32"));
  }

  /** No previews: the evaluation follows. */
  private static RunOptions options(long steps) {
    return RunOptions.standard()
        .withCheckpoints(Math.max(1, Math.min(50, steps / 2)), 1)
        .withPreviewEvery(0)
        .withHeldOutEvery(Math.max(1, steps / 3))
        .withTimeLimit(Duration.ofMinutes(Integer.getInteger("minutes", 600)));
  }

  private static TrainingListener progress() {
    Instant start = Instant.now();
    return new TrainingListener() {
      @Override
      public void onStep(LogRow row) {
        if (row.step() % 10 == 0) {
          long seconds = Duration.between(start, Instant.now()).toSeconds();
          System.out.printf(Locale.ROOT, "%4d s  %s%n", seconds, row);
        }
      }
    };
  }

  private static void evaluate(Path folder, List<ObjectTraining> trainings) throws IOException {
    EvaluationSize size = EvaluationSize.standard().withPrecision(precision());
    try (ObjectEvaluation evaluation =
        ObjectEvaluation.of(
            WateringCan.twentyViews(), WateringCan.unseenViews(), size, folder)) {
      truth("new", evaluation.trueNewObject());
      truth("new, reconstructed", evaluation.reconstructedNewObject());
      truth("old", evaluation.trueOldObjects());
      ObjectResult before = evaluation.before();
      print(before, 0, 0);
      for (ObjectTraining training : trainings) {
        ObjectResult after = evaluation.after(training);
        print(after, training.trainedParameters(), training.recipe().steps());
        Path sheet = folder.resolve(training.recipe().name() + ".png");
        PngWriter.write(
            new BeforeAndAfter(before, after).sheet(10, 128), Map.of(), sheet, IfExists.REPLACE);
      }
    }
  }

  private static void truth(String name, ObjectResult.JudgedPictures truth) {
    System.out.printf(
        "true %s: %d of %d, %d within five%n",
        name, truth.recognised(), truth.count(), truth.recognisedWithin(5));
  }

  private static void print(ObjectResult result, long parameters, long steps) {
    System.out.printf(
        Locale.ROOT,
        ROW,
        result.model(),
        parameters,
        steps,
        result.newLoss(),
        result.oldLoss(),
        result.newObject().recognised(),
        result.newObject().count(),
        result.oldObjects().recognised(),
        result.oldObjects().count(),
        result.oldCaptionScore());
    System.out.println(result.newObject().seen());
    System.out.println(result.oldObjects().asked() + " " + result.oldObjects().seen());
  }
}
