/**
 * Dry runs: a network's own code on arrays that are only shapes. The TorchScript text that libtorch
 * compiles is walked statement by statement, so that what a block computes is written once. The
 * package depends on DJL. Only {@code model.cost} and {@code nn} may depend on it.
 */
package org.text2layer.nn.shape;
