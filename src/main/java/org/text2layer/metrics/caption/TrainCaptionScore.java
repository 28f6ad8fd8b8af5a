package org.text2layer.metrics.caption;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.metrics.features.Lite0Features;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.nn.device.ComputeDevice;

/**
 * Trains the caption score that ships with the jar, and prints its retrieval accuracy: 3,000
 * samples of the training objects and scenes, measured on 400 of held-out scenes and on 400 of
 * held-out objects over them.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>OMP_NUM_THREADS=1 java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)"
 * org.text2layer.metrics.caption.TrainCaptionScore
 * target/caption-score/emoji-scene-caption-score.safetensors target/caption-features
 *
 * <p>The arguments are the file to write and the folder that keeps features (see {@link
 * FeatureFolder}). About six minutes of one core when it is empty, one otherwise.
 */
public final class TrainCaptionScore {
  private static final int TRAINING_SAMPLES = 3000;
  private static final int ASIDE = 400;
  private static final long FIRST_SEED = 1_000_000;

  private TrainCaptionScore() {}

  /** See the class. */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      throw new IllegalArgumentException(
          "Expected a file for the weights and a folder for features but came %s arguments: name both."
              .formatted(arguments.length));
    }
    try (Lite0Features pictures = Lite0Features.load(ComputeDevice.named("cpu"));
        MiniLmTextEncoder texts = MiniLmTextEncoder.embedded()) {
      FeatureFolder features = new FeatureFolder(Path.of(arguments[1]), pictures, texts);
      train(features, Path.of(arguments[0]), pictures.network());
    }
  }

  private static void train(FeatureFolder features, Path file, String network) {
    CaptionedFeatures training =
        features.of(EmojiScenes.train(), "train", FIRST_SEED, TRAINING_SAMPLES);
    CaptionedFeatures test = features.of(EmojiScenes.test(), "test", FIRST_SEED, ASIDE);
    CaptionedFeatures unseen =
        features.of(EmojiScenes.unseenObjects(), "unseen", FIRST_SEED, ASIDE);
    ContrastiveTraining recipe = ContrastiveTraining.standard();
    TwoTowers towers = recipe.train(training);
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("name", "caption score of Emoji Scenes; not CLIP");
    provenance.put("data", EmojiScenes.train() + ", samples of seeds from " + FIRST_SEED);
    provenance.put("samples", Integer.toString(TRAINING_SAMPLES));
    provenance.put("pictures", network);
    provenance.put("texts", "all-MiniLM-L6-v2, mean of the tokens at unit length");
    provenance.put("training", recipe.toString());
    provenance.put("held-out scenes", report("held-out scenes", towers, test));
    provenance.put("held-out objects", report("held-out objects", towers, unseen));
    provenance.put("engine", "PyTorch " + Engine.getEngine("PyTorch").getVersion());
    provenance.put("licence", "Apache-2.0");
    report("training samples", towers, training);
    new TwoTowers(towers.pictures(), towers.texts(), provenance).save(file);
  }

  private static String report(String which, TwoTowers towers, CaptionedFeatures samples) {
    String accuracy = RetrievalAccuracy.of(towers, samples).toString();
    System.out.println(which + ": " + accuracy);
    return accuracy;
  }
}
