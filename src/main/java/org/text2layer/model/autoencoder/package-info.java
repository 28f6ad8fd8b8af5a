/**
 * From pictures to latents and back: the paper's composition-aware autoencoder and the plain one of
 * Stable Diffusion, with diffusers' structure and tensor names, and which channel of their arrays
 * is which part of a picture. The package depends on {@code nn}. Only {@code model}, {@code
 * model.cost}, {@code pipeline}, {@code train}, the front door and {@code experiment} may depend on
 * it.
 */
package org.text2layer.model.autoencoder;
