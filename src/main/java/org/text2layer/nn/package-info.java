/**
 * The few building blocks that DJL lacks, each one TorchScript function with named parameters, and
 * the safetensors files that fill them. A block computes the same numbers as its namesake in
 * diffusers or timm and carries its parameter names, so that published weights load unchanged. The
 * package depends on {@code nn.shape} and {@code folder}. Only {@code model}, {@code pipeline},
 * {@code data}, {@code synth}, {@code train}, {@code metrics}, the front door and {@code
 * experiment} may depend on it.
 */
package org.text2layer.nn;
