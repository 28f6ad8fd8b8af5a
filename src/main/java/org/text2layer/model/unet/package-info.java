/**
 * The denoiser: Stable Diffusion's UNet with diffusers' structure and tensor names. The package
 * depends on {@code nn} and {@code nn.weights}. {@code model} and whatever sees it may depend on
 * it.
 */
package org.text2layer.model.unet;
