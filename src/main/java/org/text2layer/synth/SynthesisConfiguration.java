package org.text2layer.synth;

import java.util.Objects;

/**
 * The numbers of the recipe.
 *
 * @param workingSize height and width of every sample in pixels, 16 to 4,096
 * @param visible F shows the pixels whose mask is above this, and the hole begins above it; in [0,
 *     1), the paper's is 0.1
 * @param dilation radius by which the mask grows before its inside is inpainted, as a fraction of
 *     the working size, 0 to 0.25; the paper does not state its own
 * @param framing how pictures that are not square become squares
 */
public record SynthesisConfiguration(
    int workingSize, float visible, double dilation, Framing framing) {
  private static final int MIN_SIZE = 16;
  private static final int MAX_SIZE = 4_096;
  private static final double MAX_DILATION = 0.25;

  /** Checks every value. */
  public SynthesisConfiguration {
    Objects.requireNonNull(framing, "framing");
    if (workingSize < MIN_SIZE || workingSize > MAX_SIZE) {
      throw new IllegalArgumentException(
          "Expected a working size from 16 to 4096 but came " + workingSize + ": 256 is usual.");
    }
    if (!(visible >= 0 && visible < 1)) {
      throw new IllegalArgumentException(
          "Expected a threshold in [0, 1) but came " + visible + ": the paper's is 0.1.");
    }
    if (!(dilation >= 0 && dilation <= MAX_DILATION)) {
      throw new IllegalArgumentException(
          "Expected a dilation from 0 to 0.25 of the working size but came "
              + dilation
              + ": 1/32 is usual.");
    }
  }

  /**
   * 256 pixels, threshold 0.1, a dilation of 1/32 (8 pixels), F as the picture shows it. Clean
   * pictures need less: on Emoji Scenes 3 pixels give 0.6 dB more within the (smaller) hole.
   * Photographs have halos and shadows that 3 pixels leave standing.
   */
  public static SynthesisConfiguration standard() {
    return new SynthesisConfiguration(256, 0.1f, 1 / 32.0, Framing.OBJECT);
  }

  /** The same at another working size. */
  public SynthesisConfiguration withWorkingSize(int pixels) {
    return new SynthesisConfiguration(pixels, visible, dilation, framing);
  }

  /** The same with another dilation, as a fraction of the working size. */
  public SynthesisConfiguration withDilation(double fraction) {
    return new SynthesisConfiguration(workingSize, visible, fraction, framing);
  }

  /** The same with another way to make pictures square. */
  public SynthesisConfiguration withFraming(Framing newFraming) {
    return new SynthesisConfiguration(workingSize, visible, dilation, newFraming);
  }

  /**
   * In words: "256 pixels, visible above 0.1, dilated by 8 pixels, colours as pictured, square
   * around the object".
   */
  public String description() {
    // The middle has no words: its samples are those of versions that knew nothing else.
    return "%s pixels, visible above %s, dilated by %s pixels, colours as pictured"
            .formatted(workingSize, visible, dilationRadius())
        + (framing == Framing.CENTRE ? "" : ", square " + framing.description());
  }

  /** The dilation's radius in whole pixels. */
  public int dilationRadius() {
    return dilationRadius(workingSize);
  }

  /** The same of another side. */
  int dilationRadius(int side) {
    return (int) Math.round(dilation * side);
  }
}
