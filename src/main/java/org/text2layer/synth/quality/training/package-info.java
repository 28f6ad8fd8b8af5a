/**
 * How the quality filters are trained and measured: labels that people give, the training of the
 * output neuron on frozen features, and the report on held-out samples.
 */
package org.text2layer.synth.quality.training;
