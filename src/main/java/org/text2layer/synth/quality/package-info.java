/**
 * The two quality filters of the paper's data engine (III-D): the probability that a sample's mask,
 * and its inpainted background, are good, and the verdict at a threshold. A filter is a frozen
 * EfficientNet with one output neuron, whose weights ship with the jar. Samples and verdicts are
 * plain values.
 */
package org.text2layer.synth.quality;
