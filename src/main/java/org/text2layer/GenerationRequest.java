package org.text2layer;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.text2layer.diffusion.Guidance;
import org.text2layer.image.LayeredImage;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.pipeline.SamplerFactory;

/**
 * What to generate. Immutable: each setter gives a new request, so a request can be kept and
 * varied. {@code GenerationRequest.of("a red apple on a wooden table").seed(7).steps(20)}.
 *
 * @param caption what the picture shows, 1 to 1,000 characters
 * @param negative what to steer away from, 0 to 1,000 characters; empty is the usual unconditional
 * @param seed of the first picture; the following ones have the following seeds
 * @param steps calls of the denoiser, 1 to the schedule's number of noise levels
 * @param guidance how strongly the caption is followed
 * @param sampler how the steps lead from noise to a picture
 * @param count number of pictures, 1 to 1,000
 * @param size of the pictures; empty for the size that the model was trained at
 * @param batch how many pictures are made at once, 1 to 1,000; empty to choose by device and memory
 * @param kept layers that are given: the rest is generated around them
 */
public record GenerationRequest(
    String caption,
    String negative,
    long seed,
    int steps,
    Guidance guidance,
    SamplerFactory sampler,
    int count,
    Optional<PictureSize> size,
    OptionalInt batch,
    Optional<KeptLayers> kept) {
  private static final int MAX_CHARACTERS = 1_000;
  private static final int MAX_COUNT = 1_000;
  private static final int DEFAULT_STEPS = 20;
  private static final double DEFAULT_GUIDANCE = 5;

  /** Checks every value. */
  public GenerationRequest {
    Objects.requireNonNull(guidance, "guidance");
    Objects.requireNonNull(sampler, "sampler");
    Objects.requireNonNull(size, "size");
    requireSize(size, kept);
    if (caption.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a caption but it is empty: say what the picture shows, such as \"a red apple on"
              + " a wooden table\".");
    }
    checkLength("caption", caption);
    checkLength("negative caption", negative);
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 step but came " + steps + ": 20 is a good start.");
    }
    if (count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "Expected a count of 1 to %s pictures but came %s: generate several times for more."
              .formatted(MAX_COUNT, count));
    }
    if (batch.isPresent() && (batch.getAsInt() < 1 || batch.getAsInt() > MAX_COUNT)) {
      throw new IllegalArgumentException(
          "Expected a batch of 1 to %s pictures but came %s: leave it out to choose by memory."
              .formatted(MAX_COUNT, batch.getAsInt()));
    }
  }

  private static void requireSize(Optional<PictureSize> size, Optional<KeptLayers> kept) {
    if (size.isPresent() && kept.isPresent() && !size.equals(kept.map(KeptLayers::size))) {
      throw new IllegalArgumentException(
          "Expected layers to keep of the pictures' size %s but they are %s: resize them first."
              .formatted(size.get(), kept.get().size()));
    }
  }

  private static void checkLength(String name, String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "Expected a %s of at most %s characters but it has %s: shorten it, the text encoder reads some 30 words."
              .formatted(name, MAX_CHARACTERS, text.length()));
    }
  }

  /**
   * One picture with seed 0, 20 steps of DPM-Solver++ 2M on Karras noise levels, and guidance 5.
   */
  public static GenerationRequest of(String caption) {
    Guidance guidance = Guidance.of(DEFAULT_GUIDANCE);
    SamplerFactory sampler = SamplerFactory.dpmSolverKarras();
    return new GenerationRequest(
        caption,
        "",
        0,
        DEFAULT_STEPS,
        guidance,
        sampler,
        1,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** The same with another caption. */
  public GenerationRequest caption(String value) {
    return new GenerationRequest(
        value, negative, seed, steps, guidance, sampler, count, size, batch, kept);
  }

  /** The same, steered away from a negative caption. */
  public GenerationRequest negative(String value) {
    return new GenerationRequest(
        caption, value, seed, steps, guidance, sampler, count, size, batch, kept);
  }

  /** The same from another seed. */
  public GenerationRequest seed(long value) {
    return new GenerationRequest(
        caption, negative, value, steps, guidance, sampler, count, size, batch, kept);
  }

  /** The same with another number of steps. */
  public GenerationRequest steps(int value) {
    return new GenerationRequest(
        caption, negative, seed, value, guidance, sampler, count, size, batch, kept);
  }

  /** The same with another guidance scale; 1 is no guidance. */
  public GenerationRequest guidance(double scale) {
    return guidance(Guidance.of(scale));
  }

  /** The same with another guidance, rescaled for example. */
  public GenerationRequest guidance(Guidance value) {
    return new GenerationRequest(
        caption, negative, seed, steps, value, sampler, count, size, batch, kept);
  }

  /** The same with another sampler. */
  public GenerationRequest sampler(SamplerFactory value) {
    return new GenerationRequest(
        caption, negative, seed, steps, guidance, value, count, size, batch, kept);
  }

  /** As many pictures, with seeds that count up from {@link #seed}. */
  public GenerationRequest count(int value) {
    return new GenerationRequest(
        caption, negative, seed, steps, guidance, sampler, value, size, batch, kept);
  }

  /**
   * The same with pictures of another size than the model was trained at: what is far from it comes
   * out less well.
   *
   * @param width a multiple of what the model says: 32 for the embedded one, 64 for Stable
   *     Diffusion
   * @param height likewise
   */
  public GenerationRequest size(int width, int height) {
    Optional<PictureSize> value = Optional.of(new PictureSize(width, height));
    return new GenerationRequest(
        caption, negative, seed, steps, guidance, sampler, count, value, batch, kept);
  }

  /** The same with so many pictures at once: this bounds memory, and changes no picture. */
  public GenerationRequest batch(int value) {
    return new GenerationRequest(
        caption,
        negative,
        seed,
        steps,
        guidance,
        sampler,
        count,
        size,
        OptionalInt.of(value),
        kept);
  }

  /**
   * The same over layers that are given, from the background on: they stay as they are, and what is
   * in front of them is generated. A model of one layer generates a foreground over a background; a
   * scene grows object by object on a model of several.
   *
   * @param below with fewer layers than the model; an empty list of them gives the background alone
   */
  public GenerationRequest over(LayeredImage below) {
    return kept(new KeptLayers(below, KeptLayers.Place.BACK));
  }

  /**
   * The same under layers that are given: they stay as they are, nearest of all, and the background
   * and what else is behind them is generated.
   *
   * @param above with at least one layer; its backdrop is not used
   */
  public GenerationRequest under(LayeredImage above) {
    return kept(new KeptLayers(above, KeptLayers.Place.FRONT));
  }

  private GenerationRequest kept(KeptLayers value) {
    return new GenerationRequest(
        caption, negative, seed, steps, guidance, sampler, count, size, batch, Optional.of(value));
  }
}
