/**
 * What can be said of generated layers without their truth: how far their masks agree with a
 * detector or with people, and which of five known failures they show. It is no measure of how well
 * a caption was followed ({@code metrics.caption}) or how natural pictures look ({@code
 * metrics.frechet}). The package depends on {@code data}, {@code image}, {@code metrics.layers},
 * {@code metrics.mask} and {@code model}. Only {@code experiment.cell} and {@code
 * notebook.evaluate} may depend on it.
 */
package org.text2layer.metrics.generated;
