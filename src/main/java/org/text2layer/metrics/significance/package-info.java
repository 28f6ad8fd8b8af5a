/**
 * Whether a difference is more than chance: paired tests, bootstrap intervals, effect sizes, and
 * Holm's correction over a table. Distributions, quantiles and the t-test are those of Apache
 * Commons Statistics.
 */
package org.text2layer.metrics.significance;
