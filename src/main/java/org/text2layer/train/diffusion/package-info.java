/**
 * Training of the diffusion model (paper, IV-C): a UNet learns to find the noise, or the velocity,
 * in noisy latents under a caption. What a latent is comes as a {@link
 * org.text2layer.train.diffusion.LatentSpace}, so that the paper's baselines are configurations.
 * The package depends on {@code data}, {@code diffusion}, {@code image}, {@code model}, {@code nn}
 * and {@code train}. Only {@code experiment} may depend on it.
 */
package org.text2layer.train.diffusion;
