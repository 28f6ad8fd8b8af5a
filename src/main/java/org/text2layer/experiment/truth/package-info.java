/**
 * Automatic layers against the true ones of the same pictures, before and after the quality filters
 * and by kind of defect: the check that the paper lacks. What is measured are plain numbers, kept
 * as records and shown as Tablesaw tables. Only {@code notebook} may depend on this package; it
 * depends on {@code synth}, {@code metrics}, {@code data} and what they see.
 */
package org.text2layer.experiment.truth;
