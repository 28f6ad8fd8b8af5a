/**
 * The measures of salient object detection, as pysodmetrics 1.6.2 computes them, for one pair of
 * masks and averaged over a set. Plain Java values, no randomness. The package depends on {@code
 * image}. Only {@code experiment.cell}, {@code experiment.truth}, {@code metrics.generated} and
 * {@code metrics.layers} may depend on it.
 */
package org.text2layer.metrics.mask;
