/**
 * How often values occur: counts by name or whole number, histograms, mean and deviation. Plain
 * immutable numbers that can be added up. The package depends on the JDK only. Only {@code
 * data.statistics}, {@code synth.quality.measure} and {@code notebook.quality} may depend on it.
 */
package org.text2layer.data.statistics.distribution;
