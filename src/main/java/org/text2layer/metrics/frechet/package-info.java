/**
 * The Fréchet distance between sets of pictures (FID: Heusel et al. 2017; the definitions of
 * Clean-FID, Parmar et al. 2022), with a guard against small sets. The package depends on {@code
 * nn}, {@code metrics.features} and {@code metrics.significance}. Only {@code experiment} and
 * {@code notebook} may depend on it.
 */
package org.text2layer.metrics.frechet;
