/**
 * The diffusion process: noise schedules, what a sampler is (the solvers themselves are in {@code
 * diffusion.sampler}), classifier-free guidance and the loop that turns a seed and a text's
 * embedding into latents. It knows a {@link org.text2layer.diffusion.Denoiser Denoiser}, never a
 * model. Everything is immutable and pure but {@link org.text2layer.diffusion.PictureNoise
 * PictureNoise}, the random numbers of one picture. The package depends on nothing of the library.
 * Only {@code diffusion.sampler}, {@code pipeline}, {@code train}, the front door and {@code
 * experiment} may depend on it.
 *
 * <p>As everywhere in DJL, the result of an operation, and what it made on the way, belongs to the
 * manager of its first array: call samplers and schedules with arrays of a manager that is closed
 * soon, as {@link org.text2layer.diffusion.DiffusionProcess DiffusionProcess} does after each step.
 *
 * <p>Symbols: with {@code alphaBar} (ᾱ, the cumulative product of 1 − β), noisy latents are x_t =
 * √ᾱ_t · x_0 + √(1 − ᾱ_t) · ε (Ho et al. 2020, "Denoising Diffusion Probabilistic Models", eq. 4).
 */
package org.text2layer.diffusion;
