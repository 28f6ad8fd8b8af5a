/**
 * The Fréchet distance between sets of pictures (FID: Heusel et al. 2017; the definitions of
 * Clean-FID, Parmar et al. 2022), with a guard against small sets.
 */
package org.text2layer.metrics.frechet;
