/**
 * Measures of layers against true ones where they are known. The package depends on {@code image}.
 * Only {@code metrics.generated} may depend on it.
 */
package org.text2layer.metrics.layers;
