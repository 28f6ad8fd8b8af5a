/**
 * Training of the diffusion model (paper, IV-C): a UNet learns to find the noise, or the velocity,
 * in noisy latents under a caption. What a latent is comes as a {@link
 * org.text2layer.pipeline.LatentSpace}, so that the paper's baselines are configurations. The
 * package depends on {@code image}, {@code nn}, {@code folder}, {@code model}, {@code diffusion},
 * {@code pipeline}, {@code data}, {@code train.optimizer}, {@code train} and {@code train.loading}.
 * Only {@code experiment} may depend on it.
 */
package org.text2layer.train.diffusion;
