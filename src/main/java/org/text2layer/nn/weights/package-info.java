/**
 * Where a network's parameters come from and go: safetensors files, folders in diffusers' layout
 * with their JSON, TorchScript archives of users, fresh numbers drawn from a seed, and the
 * checksums that tell one network from another. The package depends on {@code folder}, {@code nn}
 * and {@code nn.device}. Whatever loads or saves networks may depend on it.
 */
package org.text2layer.nn.weights;
