/**
 * How the quality filters are trained and measured: labels that people give, the training of the
 * output neuron, its adaptation to few labels, and the report on held-out samples. The package
 * depends on {@code nn}, {@code folder}, {@code data}, {@code metrics.significance} and {@code
 * synth.quality}. Only {@code notebook} may depend on it.
 */
package org.text2layer.synth.quality.training;
