/**
 * How the quality filters are trained and measured: labels that people give, the training of the
 * output neuron on frozen features, and the report on held-out samples. The package depends on
 * {@code nn}, {@code folder}, {@code data}, {@code synth.quality} and {@code synth.quality.defect}.
 * Only {@code notebook} may depend on it.
 */
package org.text2layer.synth.quality.training;
