package org.text2layer.pipeline.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.text2layer.diffusion.Prediction;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;

/**
 * Latent diffusion's configuration beside a checkpoint: the checkpoint's name with .yaml, or the
 * one that Stable Diffusion 2 was published with. Only what the network predicts is read.
 */
final class InferenceYaml {
  private static final Pattern PARAMETERIZATION =
      Pattern.compile("(?m)^\\s*parameterization\\s*:\\s*[\"']?([\\w-]*)[\"']?\\s*(#.*)?$");

  private InferenceYaml() {}

  /**
   * What the network predicts; empty if there is no such file.
   *
   * @throws WeightsException if there are two, or it names something else than noise and velocity
   */
  static Optional<Prediction> predictionBeside(Path checkpoint, CheckpointFamily family) {
    ModelFolder folder = new ModelFolder(checkpoint.toAbsolutePath().getParent());
    String stem = checkpoint.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    Optional<String> own =
        List.of(stem + ".yaml", stem + ".yml").stream().filter(folder::has).findFirst();
    List<String> published =
        List.of("v2-inference.yaml", "v2-inference-v.yaml").stream().filter(folder::has).toList();
    if (own.isEmpty() && family == CheckpointFamily.TWO && published.size() > 1) {
      throw new WeightsException(
          "Expected one inference YAML beside %s but there are %s: give the right one the checkpoint's name."
              .formatted(checkpoint, String.join(" and ", published)));
    }
    return own.or(
            () ->
                family == CheckpointFamily.TWO ? published.stream().findFirst() : Optional.empty())
        .map(name -> prediction(folder, name));
  }

  private static Prediction prediction(ModelFolder folder, String name) {
    Matcher found = PARAMETERIZATION.matcher(folder.text(name));
    String value = found.find() ? found.group(1) : "eps";
    return switch (value) {
      case "eps" -> Prediction.EPSILON;
      case "v" -> Prediction.VELOCITY;
      default ->
          throw new WeightsException(
              "Expected the parameterization eps or v in %s but it is '%s': other networks are not sampled here."
                  .formatted(folder.path(name), value));
    };
  }
}
