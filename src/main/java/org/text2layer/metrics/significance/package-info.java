/**
 * Whether a difference is more than chance: paired tests, bootstrap intervals, effect sizes, and
 * Holm's correction over a table. Distributions, quantiles and the t-test are those of Apache
 * Commons Statistics. The package depends on Apache Commons Statistics. Only {@code experiment},
 * {@code metrics.frechet}, {@code metrics.kernel}, {@code notebook}, {@code synth.quality.measure}
 * and {@code synth.quality.training} may depend on it.
 */
package org.text2layer.metrics.significance;
