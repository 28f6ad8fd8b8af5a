/**
 * Where a network's parameters come from and go: safetensors files and shards, folders in
 * diffusers' layout with their JSON, tables of tensors' names, fresh numbers drawn from a seed, and
 * the checksums that tell one network from another. The package depends on {@code nn.device},
 * {@code nn} and {@code folder}. Only {@code nn.program}, {@code model}, {@code pipeline}, {@code
 * data}, {@code synth}, {@code train}, {@code metrics}, the front door and {@code experiment} may
 * depend on it.
 */
package org.text2layer.nn.weights;
