/**
 * The Fréchet distance between sets of pictures (FID: Heusel et al. 2017; the definitions of
 * Clean-FID, Parmar et al. 2022), with a guard against small sets. The package depends on {@code
 * metrics.features}, {@code metrics.significance} and {@code nn}. Only {@code experiment.cell},
 * {@code experiment.table}, {@code metrics.layers} and {@code notebook.evaluate} may depend on it.
 */
package org.text2layer.metrics.frechet;
