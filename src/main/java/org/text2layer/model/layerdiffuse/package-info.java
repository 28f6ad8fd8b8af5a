/**
 * LayerDiffuse for Stable Diffusion 1.5 (Zhang and Agrawala 2024, arXiv 2402.17113): attention that
 * frames share, and the networks between a picture with transparency and a latent of one without,
 * with the names of the public weights. The package depends on {@code image}, {@code nn} and {@code
 * model.unet}. Only {@code pipeline} may depend on it.
 */
package org.text2layer.model.layerdiffuse;
