/**
 * What networks cost before they run: parameters, floating-point operations and memory of any
 * configuration, from a dry run of the network's own code (see {@link
 * org.text2layer.nn.shape.DryRun}). The package depends on {@code model} and {@code nn}. Only
 * {@code train.autoencoder} and {@code train.diffusion} may depend on it.
 */
package org.text2layer.model.cost;
