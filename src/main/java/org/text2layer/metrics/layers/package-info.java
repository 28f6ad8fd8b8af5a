/**
 * Measures of layers against true ones where they are known: of two layers, and of stacks of any
 * number ({@link org.text2layer.metrics.layers.LayerMatching}, {@link
 * org.text2layer.metrics.layers.LayerEditDistance}). The package depends on {@code image} and
 * {@code metrics.mask}. Only {@code experiment.truth}, {@code experiment.layers} and {@code
 * metrics.generated} may depend on it.
 */
package org.text2layer.metrics.layers;
