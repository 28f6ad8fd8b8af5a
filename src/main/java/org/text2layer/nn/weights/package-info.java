/**
 * Where a network's parameters come from and go: safetensors files, folders in diffusers' layout
 * with their JSON, TorchScript archives of users, fresh numbers drawn from a seed, and the
 * checksums that tell one network from another. The package depends on {@code nn.device}, {@code
 * nn} and {@code folder}. Only {@code model}, {@code pipeline}, {@code data}, {@code synth}, {@code
 * train}, {@code metrics}, the front door and {@code experiment} may depend on it.
 */
package org.text2layer.nn.weights;
