/**
 * Automatic layers against the true ones of the same pictures, before and after the quality filters
 * and by kind of defect: the check that the paper lacks; and peeled stacks against true stacks.
 * What is measured are plain numbers, kept as records and shown as Tablesaw tables. The package
 * depends on {@code data}, {@code image}, {@code metrics.layers}, {@code metrics.mask}, {@code
 * metrics.significance}, {@code model.inpainting}, {@code synth}, {@code synth.quality} and {@code
 * synth.quality.defect}. Nothing may depend on it.
 */
package org.text2layer.experiment.truth;
