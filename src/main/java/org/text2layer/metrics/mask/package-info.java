/**
 * The measures of salient object detection, as pysodmetrics 1.6.2 computes them, for one pair of
 * masks and averaged over a set. Plain Java values, no randomness. Only {@code experiment} and
 * {@code notebook} may depend on this package; it depends on {@code image}.
 */
package org.text2layer.metrics.mask;
