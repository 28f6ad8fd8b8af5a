package org.text2layer.experiment.newobject;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.model.Pretrained;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.train.TrainingException;
import org.text2layer.train.diffusion.DiffusionTask;
import org.text2layer.train.diffusion.FineTuning;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LowRankAdapters;
import org.text2layer.train.diffusion.PreviewPlan;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * The embedded diffusion model's lessons on a new object, into one folder: {@code latents/} and
 * {@code held-out/} (shared by recipes of the same samples), and for each kind of tuning {@code
 * full/run/} or the like (a run) and {@code full/model/} (what {@link Text2Layer#load(Path)}
 * reads). Every part goes on where it was stopped. Immutable.
 *
 * @param object what is new
 * @param recipe how it is taught
 * @param folder new, or of this object
 */
public record ObjectTraining(NewObject object, TuningRecipe recipe, Path folder) {
  private static final int HELD_OUT = 32;
  private static final int PREVIEW_STEPS = 12;
  private static final double PREVIEW_GUIDANCE = 5;

  /** A training into a folder. */
  public static ObjectTraining of(NewObject object, TuningRecipe recipe, Path folder) {
    return new ObjectTraining(object, recipe, folder);
  }

  /** Where the run is kept. */
  public Path run() {
    return folder.resolve(recipe.name()).resolve("run");
  }

  /** Trains, or goes on, with a look at four pictures after each quarter. */
  public TrainingReport train(TrainingListener listener) {
    long steps = recipe.steps();
    RunOptions options =
        RunOptions.standard()
            .withCheckpoints(Math.max(1, steps / 4), 1)
            .withPreviewEvery(Math.max(1, steps / 4))
            .withHeldOutEvery(Math.max(1, steps / 8));
    return train(options, listener);
  }

  /**
   * The same with options of one's own. Samples that are not encoded yet are encoded first.
   *
   * @throws TrainingException if the phrase has too many words for the text encoder, or the folder
   *     is of another object or recipe
   */
  public TrainingReport train(RunOptions options, TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager();
        EncodedScenes encoded = EncodedScenes.load(manager)) {
      requireRead(encoded.pipeline().text());
      int few = Math.min(HELD_OUT, recipe.samples());
      try (LatentCache latents =
              latents(encoded, "latents", EmojiScenes.train(), recipe.samples(), recipe.seed());
          LatentCache unseen =
              latents(encoded, "held-out", EmojiScenes.test(), few, ~recipe.seed())) {
        DiffusionTask task =
            encoded
                .task(encoded.pipeline().unet(), recipe)
                .withHeldOut(EncodedScenes.all(unseen))
                .withPreviews(previews());
        return TrainingRun.of(task, latents.data(), recipe.configuration(), run())
            .withOptions(options)
            .withListener(listener)
            .run();
      }
    }
  }

  private void requireRead(TextEncoder text) {
    int tokens = text.tokens(SceneCaptions.longest(object.phrase()));
    if (tokens > text.positions()) {
      throw new TrainingException(
          "Expected captions of at most %s tokens but '%s' over the longest scene has %s: shorten the phrase."
              .formatted(text.positions(), object.phrase(), tokens));
    }
  }

  private LatentCache latents(
      EncodedScenes encoded, String name, EmojiScenes scenes, int count, long seed) {
    MixedSamples samples = new MixedSamples(object, scenes, recipe.oldShare(), count, seed);
    return encoded.cache(folder.resolve(name), samples.data(), recipe.seed());
  }

  private PreviewPlan previews() {
    List<String> captions =
        Stream.concat(
                SceneCaptions.of(object.phrase(), 2).stream(),
                SceneCaptions.ofOldObjects(2).stream())
            .toList();
    return new PreviewPlan(captions, 0, PREVIEW_STEPS, PREVIEW_GUIDANCE);
  }

  /**
   * Writes what was learned last as a whole model; a low-rank change is added to the weights.
   *
   * @return its folder
   * @throws TrainingException if nothing was trained yet
   */
  public Path saveModel() {
    Path model = folder.resolve(recipe.name()).resolve("model");
    try (NDManager manager = ComputeDevice.best().newManager();
        EncodedScenes encoded = EncodedScenes.load(manager)) {
      PipelineFolder.of(model).write(encoded.pipeline().withUNet(learned(manager)));
    }
    return model;
  }

  /** The UNet with the last checkpoint's averaged weights. */
  UNet learned(NDManager manager) {
    Checkpoint last = Checkpoint.required(run());
    if (recipe.tuning().kind() == FineTuning.Kind.LOW_RANK) {
      UNet unet = Pretrained.layeredUNet(manager);
      LowRankAdapters adapters = LowRankAdapters.of(unet, recipe.tuning());
      last.load(DiffusionTask.ADAPTERS, adapters, manager, Precision.FLOAT32);
      adapters.mergeInto(unet);
      return unet;
    }
    UNet unet = UNet.of(UNetConfiguration.embedded());
    return last.load(DiffusionTask.GROUP, unet, manager, Precision.FLOAT32);
  }

  /** How many numbers learn. */
  public long trainedParameters() {
    try (NDManager manager = ComputeDevice.best().newManager();
        EncodedScenes encoded = EncodedScenes.load(manager)) {
      return encoded.task(encoded.pipeline().unet(), recipe).groups().stream()
          .flatMap(group -> group.trainable().values().stream())
          .mapToLong(array -> array.size())
          .sum();
    }
  }
}
