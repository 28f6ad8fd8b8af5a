/**
 * The denoiser: Stable Diffusion's UNet with diffusers' structure and tensor names. The package
 * depends on {@code nn}. Only {@code model}, {@code model.cost}, {@code pipeline}, {@code train},
 * the front door and {@code experiment} may depend on it.
 */
package org.text2layer.model.unet;
