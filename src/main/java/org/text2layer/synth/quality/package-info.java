/**
 * The two quality filters of the paper's data engine (III-D): the probability that a sample's mask,
 * and its inpainted background, are good, and the verdict at a threshold. A filter is a frozen
 * EfficientNet with one output neuron, whose weights ship with the jar. Samples and verdicts are
 * plain values. The package depends on {@code data}, {@code image}, {@code model} and {@code nn}.
 * Only {@code experiment.method}, {@code experiment.truth}, {@code notebook.data} and {@code synth}
 * may depend on it.
 */
package org.text2layer.synth.quality;
