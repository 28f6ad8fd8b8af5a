import java.nio.file.Path;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.Scene;
import org.text2layer.experiment.captions.CaptionSurvey;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;
import org.text2layer.nn.device.Precision;

/**
 * How well each object of Emoji Scenes comes out of a model: 10 steps, seeds 0 and 1, all on the
 * wooden table. Its file is written after every 64 pictures, and a killed run goes on.
 *
 * <p>OMP_NUM_THREADS=1 java -Xmx3g -cp "target/text2layer.jar:target/lib/*" \
 * bench/MeasureCaptions.java FILE [MODEL FOLDER]
 */
final class MeasureCaptions {
  public static void main(String[] arguments) {
    Precision precision = Precision.valueOf(System.getProperty("precision", "FLOAT32"));
    EmojiScenes all = EmojiScenes.all();
    Scene table =
        all.scenes().stream()
            .filter(scene -> scene.phrase().equals("on a wooden table"))
            .findFirst()
            .orElseThrow();
    try (Text2Layer model =
            arguments.length < 2
                ? Text2Layer.load(precision)
                : Text2Layer.load(Path.of(arguments[1]), precision);
        EmojiSceneCaptionScore judge = EmojiSceneCaptionScore.load()) {
      CaptionSurvey.of(model, judge, all, table, 10, 2)
          .run(Path.of(arguments[0]), System.out::println);
    }
  }
}
