package org.text2layer.diffusion.sampler;

/**
 * Noise levels that get denser towards clean latents (Karras et al. 2022, eq. 5, with its ρ = 7).
 *
 * @param largest σ of the first step
 * @param smallest σ of the last step
 * @param steps number of levels; a single one is the largest
 */
record KarrasSigmas(double largest, double smallest, int steps) {
  private static final double RHO = 7;

  double sigma(int index) {
    double share = steps == 1 ? 0 : (double) index / (steps - 1);
    double from = Math.pow(largest, 1 / RHO);
    double to = Math.pow(smallest, 1 / RHO);
    return Math.pow(from + share * (to - from), RHO);
  }
}
