/**
 * An inner package: Stable Diffusion in one file, as it was first published, whose tensors' names
 * and structures become those of diffusers' folders. The package depends on {@code nn.weights},
 * {@code model} and {@code diffusion}. Only {@code pipeline} may depend on it.
 */
package org.text2layer.pipeline.checkpoint;
