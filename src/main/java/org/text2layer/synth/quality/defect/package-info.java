/**
 * Labelled samples for the quality filters: the paper's kinds of defects (III-D), made on purpose
 * in pictures whose layers are known, so that every label is measured on the truth and comes from a
 * seed.
 */
package org.text2layer.synth.quality.defect;
