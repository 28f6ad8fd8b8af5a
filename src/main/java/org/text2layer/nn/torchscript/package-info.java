/**
 * An inner package: TorchScript archives of users, which are programs: what one is, and how it is
 * called. The package depends on {@code folder} and {@code nn.weights}. Only {@code model} and
 * {@code metrics} may depend on it.
 */
package org.text2layer.nn.torchscript;
