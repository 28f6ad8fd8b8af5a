package org.text2layer.experiment.method;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.pipeline.LatentSpace;

/**
 * A way from captions to pictures that the paper compares, as a configuration of the one training.
 *
 * @param name as in the paper's tables
 * @param latents what the diffusion model works on
 * @param composedSupervised whether CaT2I-AE's auxiliary head learns the composed picture
 * @param start the method whose trained UNet begins this one, with more channels; empty for fresh
 *     weights
 * @param layers what it learns from, its autoencoder too
 * @param share of the samples that the diffusion model learns from, in (0, 1]; the autoencoder
 *     always sees all
 * @param published what it is loaded from in place of all trainings; empty if it is trained
 */
public record Method(
    String name,
    LatentSpace.Kind latents,
    boolean composedSupervised,
    Optional<Method> start,
    TrainingLayers layers,
    double share,
    Optional<PublishedWeights> published) {
  private static final String PAPER = "CaT2I-AE-SD";

  /** Checks that the parts fit. */
  public Method {
    Objects.requireNonNull(latents, "latents");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(layers, "layers");
    Objects.requireNonNull(published, "published");
    if (name.isBlank() || !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Expected a name and a share of the data in (0, 1] but came '%s' and %s: correct the method."
              .formatted(name, share));
    }
    if (start.isPresent()
        && (latents != LatentSpace.Kind.SEPARATE
            || start.get().latents != LatentSpace.Kind.COMPOSED)) {
      throw new IllegalArgumentException(
          "Expected to widen a UNet of whole pictures for latents side by side but '%s' starts from '%s': they have to be of one autoencoder."
              .formatted(name, start.get().name));
    }
  }

  private static Method fresh(String name, LatentSpace.Kind latents) {
    return new Method(
        name, latents, true, Optional.empty(), TrainingLayers.TRUE, 1, Optional.empty());
  }

  private static Method layered(
      String name, boolean composedSupervised, TrainingLayers layers, double share) {
    return new Method(
        name,
        LatentSpace.Kind.LAYERED,
        composedSupervised,
        Optional.empty(),
        layers,
        share,
        Optional.empty());
  }

  /** The paper's method (IV). */
  public static Method catAutoencoder() {
    return fresh(PAPER, LatentSpace.Kind.LAYERED);
  }

  /** The same whose autoencoder has no auxiliary branch for the composed picture (V-A). */
  public static Method withoutComposedSupervision() {
    return layered(PAPER + " (no-sup)", false, TrainingLayers.TRUE, 1);
  }

  /** Foreground, background and mask under a plain autoencoder, UNet from scratch (V-A, eq. 6). */
  public static Method separateLatents() {
    return fresh("SD-AE-UNet", LatentSpace.Kind.SEPARATE);
  }

  /** The same from a widened UNet: here that of {@link #wholePictures}, the paper's SD-v1-4. */
  public static Method widenedUnet() {
    return new Method(
        "SD-AE-UNet (ft)",
        LatentSpace.Kind.SEPARATE,
        true,
        Optional.of(wholePictures()),
        TrainingLayers.TRUE,
        1,
        Optional.empty());
  }

  /** Text to whole pictures, without layers (V-A). */
  public static Method wholePictures() {
    return fresh("SD-LAION-L2I", LatentSpace.Kind.COMPOSED);
  }

  /** Diffusion of the layers' pixels, without an autoencoder; not in the paper's tables. */
  public static Method pixelSpace() {
    return fresh("pixel space", LatentSpace.Kind.PIXELS);
  }

  /** The paper's method on other layers. */
  public static Method learningFrom(TrainingLayers layers) {
    return layers == TrainingLayers.TRUE
        ? catAutoencoder()
        : layered(PAPER + ", " + layers.label(), true, layers, 1);
  }

  /** The paper's method, its diffusion model on the first part of the samples. */
  public static Method onShare(double share) {
    String name = String.format(Locale.ROOT, "%s, %.3g %% of the samples", PAPER, 100 * share);
    return share == 1 ? catAutoencoder() : layered(name, true, TrainingLayers.TRUE, share);
  }

  /**
   * Stable Diffusion 1.5 with LayerDiffuse's weights: not trained here, and of latents side by side
   * that are not the library's own.
   */
  public static Method layerDiffuse(PublishedWeights weights) {
    return new Method(
        "LayerDiffuse",
        LatentSpace.Kind.SEPARATE,
        false,
        Optional.empty(),
        TrainingLayers.TRUE,
        1,
        Optional.of(weights));
  }

  /** The name as that of a folder. */
  public String key() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** Where the layers come from that a method learns. */
  public enum TrainingLayers {
    /** From the scenes' own composition. */
    TRUE("true layers"),
    /** By the data engine with the embedded detector; both quality filters accept them. */
    FILTERED("automatic layers, filtered"),
    /** The same without filters (the paper's LAION-L2I (U)): as many as are kept of those above. */
    AUTOMATIC("automatic layers, unfiltered"),
    /** By the data engine with GrabCut in the detector's place, without filters: as many again. */
    OTHER_DETECTOR("automatic layers by GrabCut, unfiltered");

    private final String label;

    TrainingLayers(String label) {
      this.label = label;
    }

    /** In some words. */
    public String label() {
      return label;
    }
  }
}
