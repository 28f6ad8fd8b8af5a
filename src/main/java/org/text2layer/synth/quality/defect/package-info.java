/**
 * Labelled samples for the quality filters: the paper's kinds of defects (III-D), made on purpose
 * in pictures whose layers are known, so that every label is measured on the truth and comes from a
 * seed. The package depends on {@code data}, {@code image}, {@code image.export}, {@code
 * model.inpainting} and {@code synth.quality}. Only {@code experiment.detector}, {@code
 * experiment.truth}, {@code notebook} and {@code synth.quality.training} may depend on it.
 */
package org.text2layer.synth.quality.defect;
