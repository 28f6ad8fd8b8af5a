/**
 * Quality filters of layered samples: a list known by name, whose scores and thresholds decide
 * which samples a data set keeps. Two ship with the jar, those of the paper's data engine (III-D):
 * the probability that a sample's mask, and its inpainted background, are good, by what is measured
 * on the pictures and a frozen EfficientNet, with one output neuron. Scores and judgements are
 * plain values. The package depends on {@code image}, {@code nn}, {@code model}, {@code data} and
 * {@code synth.quality.evidence}. Only {@code synth}, {@code synth.quality.defect}, {@code
 * synth.quality.training}, {@code experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.synth.quality;
