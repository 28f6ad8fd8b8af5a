/** Measures of layers: of each layer as a picture, and against true layers where they are known. */
package org.text2layer.metrics.layers;
