/**
 * The salient object detector that ships with the jar, trained further on pictures whose look is
 * drawn at random, so that it finds what photographs show in front. A reader's own cut-outs can be
 * learned from too; such weights stay with the reader. The package depends on {@code nn}, {@code
 * image}, {@code model}, {@code data}, {@code synth.quality.defect}, {@code train}, {@code
 * train.optimizer}, {@code train.detector} and {@code train.run}. Nothing may depend on it.
 */
package org.text2layer.experiment.detector;
