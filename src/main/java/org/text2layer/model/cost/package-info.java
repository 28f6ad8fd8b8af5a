/**
 * What networks cost before they run: parameters, floating-point operations and memory of any
 * configuration, from a dry run of the network's own code (see {@link
 * org.text2layer.nn.shape.DryRun}). The package depends on {@code nn}, {@code model} and {@code
 * model.clip}. Only {@code train} and the front door may depend on it.
 */
package org.text2layer.model.cost;
