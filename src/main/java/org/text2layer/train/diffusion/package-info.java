/**
 * Training of the diffusion model (paper, IV-C): a UNet learns to find the noise, or the velocity,
 * in noisy latents under a caption. What a latent is comes as a {@link
 * org.text2layer.train.diffusion.LatentSpace}, so that the paper's baselines are configurations.
 * {@code experiment} and {@code notebook} may depend on this package; it depends on {@code train}
 * and what that sees.
 */
package org.text2layer.train.diffusion;
