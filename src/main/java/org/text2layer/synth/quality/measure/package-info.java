/**
 * How a quality filter does, in plain numbers: against known answers, slice by slice of a ledger,
 * and between two ledgers; and which samples lie near each other by their features. No pictures and
 * no networks. The package depends on {@code data.ledger}, {@code data.statistics} and {@code
 * metrics.significance}. Only {@code synth.quality.training} and {@code notebook} may depend on it.
 */
package org.text2layer.synth.quality.measure;
