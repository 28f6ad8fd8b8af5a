package org.text2layer.pipeline;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.diffusion.Prediction;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.pipeline.checkpoint.OneFileCheckpoint;

/**
 * A pipeline as a folder in diffusers' layout, whose model_index.json names each part: unet, vae,
 * scheduler, text_encoder, tokenizer, and the latent space. What is Stable Diffusion is written as
 * diffusers writes it, and diffusers reads every UNet. Immutable.
 */
public final class PipelineFolder {
  private static final String UNET = "unet/config.json";
  private static final String UNET_WEIGHTS = "unet/diffusion_pytorch_model";
  private static final String SCHEDULER = "scheduler/scheduler_config.json";

  private final ModelFolder folder;
  private final Optional<TextEncoder> ownText;
  private final Optional<LatentSpace> ownSpace;
  private final Optional<Prediction> prediction;

  private PipelineFolder(
      ModelFolder folder,
      Optional<TextEncoder> ownText,
      Optional<LatentSpace> ownSpace,
      Optional<Prediction> prediction) {
    this.folder = folder;
    this.ownText = ownText;
    this.ownSpace = ownSpace;
    this.prediction = prediction;
  }

  /** A folder to be read or written, or a one-file checkpoint of Stable Diffusion to be read. */
  public static PipelineFolder of(Path folder) {
    return new PipelineFolder(
        new ModelFolder(folder), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, whose denoiser predicts this, whatever the files say. */
  public PipelineFolder withPrediction(Prediction value) {
    return new PipelineFolder(folder, ownText, ownSpace, Optional.of(value));
  }

  /**
   * The same, read with a text encoder of the user's own: the one that the model was trained under.
   *
   * @param encoder stays the caller's to close
   */
  public PipelineFolder withTextEncoder(TextEncoder encoder) {
    return new PipelineFolder(folder, Optional.of(encoder), ownSpace, prediction);
  }

  /** The same, read with a latent space of the user's own. */
  public PipelineFolder withLatentSpace(LatentSpace space) {
    return new PipelineFolder(folder, ownText, Optional.of(space), prediction);
  }

  /**
   * Reads the pipeline. Its text encoder is the caller's to close.
   *
   * @param manager owns the parameters of what is read here, on its device
   * @param precision of UNet and autoencoder; text encoders stay in 32 bits
   * @throws WeightsException if the folder is of another kind, or a part is missing, damaged,
   *     unknown, or does not fit the others
   */
  public LatentDiffusion read(PipelineKind kind, NDManager manager, Precision precision) {
    ModelFiles files = files(kind);
    PipelineIndex index =
        files.has(PipelineIndex.FILE) ? PipelineIndex.read(files, kind) : PipelineIndex.usual(kind);
    requireText(index);
    Optional<LatentSpace.Kind> latents =
        ownSpace.isPresent() ? Optional.empty() : Optional.of(latents(index));
    requireFiles(files, kind, index, latents);
    UNet unet = UNet.of(UNetConfiguration.fromJson(files.json(UNET)));
    SchedulerConfiguration stored = SchedulerConfiguration.fromJson(files.json(SCHEDULER));
    var scheduler = prediction.map(stored::withPrediction).orElse(stored);
    LatentSpace space =
        ownSpace.orElseGet(
            () -> latents.orElseThrow().read(files, index.layout(), manager, precision));
    requireLayers(kind, space);
    TextEncoder text = ownText.orElseGet(() -> text(files, index, manager));
    try {
      LatentDiffusion pipeline = joined(kind, text, unet, scheduler, space);
      files.load(UNET_WEIGHTS, unet, manager, precision);
      return pipeline;
    } catch (RuntimeException error) {
      if (ownText.isEmpty()) {
        text.close();
      }
      throw error;
    }
  }

  /** Layers are no Stable Diffusion's, of which alone there are such checkpoints. */
  private ModelFiles files(PipelineKind kind) {
    return !kind.hasLayers() && Files.isRegularFile(folder.path())
        ? OneFileCheckpoint.open(folder.path(), prediction)
        : folder;
  }

  private static TextEncoder text(ModelFiles files, PipelineIndex index, NDManager manager) {
    return index.isClip() ? ClipTextEncoder.load(files, manager) : MiniLmTextEncoder.embedded();
  }

  private LatentDiffusion joined(
      PipelineKind kind,
      TextEncoder text,
      UNet unet,
      SchedulerConfiguration scheduler,
      LatentSpace space) {
    try {
      return LatentDiffusion.conditioned(
          text, unet, scheduler, space, kind.conditionChannels(space));
    } catch (IllegalArgumentException error) {
      String problem = error.getMessage().replaceFirst("\\.$", "");
      throw new WeightsException("%s (%s).".formatted(problem, folder.path()), error);
    }
  }

  /** An index that was written before it named parts says nothing against an encoder. */
  private void requireText(PipelineIndex index) {
    String given = ownText.map(TextEncoder::description).orElse("none");
    boolean right =
        index.text().own()
            ? given.equals(index.text().name())
            : ownText.isPresent() || index.isClip() || index.isMiniLm();
    if (!right) {
      throw new WeightsException(
          "Expected the text encoder '%s', which the model in %s was trained under, but came %s: load it with that one."
              .formatted(index.text().name(), folder.path(), given));
    }
  }

  private LatentSpace.Kind latents(PipelineIndex index) {
    return LatentSpace.Kind.of(index.space().name())
        .orElseThrow(
            () ->
                new WeightsException(
                    "Expected one of the latent spaces %s in %s but its %s names '%s': give your own by PipelineFolder.withLatentSpace."
                        .formatted(
                            List.of(LatentSpace.Kind.values()),
                            folder.path(),
                            PipelineIndex.FILE,
                            index.space().name())));
  }

  private void requireLayers(PipelineKind kind, LatentSpace space) {
    if (space.layout().layers() > 0 != kind.hasLayers()) {
      throw new WeightsException(
          "Expected a model of %s in %s but its latents are %s: use %s."
              .formatted(
                  kind.hasLayers() ? "layers" : "plain pictures",
                  folder.path(),
                  space.description(),
                  kind.hasLayers() ? "StableDiffusion" : "Text2Layer"));
    }
  }

  private void requireFiles(
      ModelFiles given,
      PipelineKind kind,
      PipelineIndex index,
      Optional<LatentSpace.Kind> latents) {
    List<String> files = new ArrayList<>(List.of(PipelineIndex.FILE, UNET, SCHEDULER));
    List<String> weights = new ArrayList<>(List.of(UNET_WEIGHTS));
    if (latents.isPresent() && latents.get() != LatentSpace.Kind.PIXELS) {
      files.add(LatentSpace.Kind.CONFIGURATION);
      weights.add(LatentSpace.Kind.WEIGHTS);
    }
    if (ownText.isEmpty() && index.isClip()) {
      files.addAll(ClipTextEncoder.files(given));
      weights.add(ClipTextEncoder.weights());
    }
    given.require(files, weights, kind.advice());
  }

  /**
   * Writes a pipeline in 32 bits; each file beside its target first, then moved, the index last. A
   * text encoder or latent space of the user's own is named, not written.
   *
   * @throws WeightsException if it cannot be written
   */
  public void write(LatentDiffusion pipeline) {
    folder.write(UNET_WEIGHTS, pipeline.unet());
    folder.write(UNET, pipeline.unet().configuration().toJson());
    folder.write(SCHEDULER, pipeline.scheduler().toJson());
    if (pipeline.space() instanceof AutoencoderLatents latents) {
      folder.write(LatentSpace.Kind.WEIGHTS, latents.network());
      folder.write(LatentSpace.Kind.CONFIGURATION, latents.configuration().toJson());
    }
    if (pipeline.text() instanceof ClipTextEncoder clip) {
      clip.write(folder);
    }
    folder.write(PipelineIndex.FILE, PipelineIndex.of(pipeline).toJson());
  }
}
