/**
 * Measures of layers: of each layer as a picture, and against true layers where they are known. The
 * package depends on {@code image}, {@code metrics.features} and {@code metrics.frechet}. Only
 * {@code metrics.generated} may depend on it.
 */
package org.text2layer.metrics.layers;
