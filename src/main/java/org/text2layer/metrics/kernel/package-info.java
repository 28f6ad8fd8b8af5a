/**
 * The kernel distance between sets of pictures (KID: Bińkowski et al. 2018; as Clean-FID). The
 * package depends on {@code nn}, {@code metrics.features} and {@code metrics.significance}. Only
 * {@code experiment} may depend on it.
 */
package org.text2layer.metrics.kernel;
