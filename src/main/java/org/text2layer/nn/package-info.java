/**
 * The few building blocks that DJL lacks, each one TorchScript function with named parameters. A
 * block computes the same numbers as its namesake in diffusers or timm and carries its parameter
 * names, so that published weights load unchanged. The package depends on {@code nn.device} and
 * {@code nn.shape}. Only {@code nn.weights}, {@code model}, {@code train}, {@code metrics} and
 * {@code experiment} may depend on it.
 */
package org.text2layer.nn;
