package org.text2layer.train.diffusion;

/**
 * Which of a UNet's weights learn.
 *
 * @param kind all, those of attention, or a low-rank change of those
 * @param rank of the change, at least 1; for {@link Kind#LOW_RANK} only
 * @param alpha the change counts alpha / rank, above 0; for {@link Kind#LOW_RANK} only
 */
public record FineTuning(Kind kind, int rank, double alpha) {
  private static final int MOST = 1024;

  /** Which weights. */
  public enum Kind {
    /** All. */
    FULL,
    /** Self- and cross-attention's. */
    ATTENTION,
    /** Two thin matrices beside each of attention's projections (LoRA, Hu et al. 2022). */
    LOW_RANK
  }

  /** Checks the numbers. */
  public FineTuning {
    if (rank < 1 || rank > MOST || !(alpha > 0)) {
      throw new IllegalArgumentException(
          "Expected a rank of 1 to %s and an alpha above 0 but came %s and %s: usual are 8 and 8."
              .formatted(MOST, rank, alpha));
    }
  }

  /** All weights. */
  public static FineTuning full() {
    return new FineTuning(Kind.FULL, 1, 1);
  }

  /** Attention's weights only. */
  public static FineTuning attention() {
    return new FineTuning(Kind.ATTENTION, 1, 1);
  }

  /** LoRA of this rank, with alpha the same. */
  public static FineTuning lowRank(int rank) {
    return new FineTuning(Kind.LOW_RANK, rank, rank);
  }

  /** Whether a UNet's own parameter learns. */
  boolean trains(String parameter) {
    return kind == Kind.FULL || kind == Kind.ATTENTION && isAttention(parameter);
  }

  static boolean isAttention(String parameter) {
    return parameter.contains(".attn1.") || parameter.contains(".attn2.");
  }
}
