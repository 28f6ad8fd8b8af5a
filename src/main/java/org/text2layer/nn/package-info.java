/**
 * The few building blocks that DJL lacks, each one TorchScript function with named parameters, and
 * the safetensors files that fill them. A block computes the same numbers as its namesake in
 * diffusers or timm and carries its parameter names, so that published weights load unchanged.
 * {@code model} and all that stands on it may depend on this package; it depends on DJL and Gson
 * only.
 */
package org.text2layer.nn;
