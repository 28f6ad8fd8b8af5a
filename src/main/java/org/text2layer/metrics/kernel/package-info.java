/**
 * The kernel distance between sets of pictures (KID: Bińkowski et al. 2018; as Clean-FID). The
 * package depends on {@code metrics.features}, {@code metrics.significance} and {@code nn}. Only
 * {@code experiment.cell} and {@code notebook.evaluate} may depend on it.
 */
package org.text2layer.metrics.kernel;
