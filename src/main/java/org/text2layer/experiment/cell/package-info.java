/**
 * What a table's numbers are made of: one measurement of one method, seed and test set, with all
 * values a picture and its provenance, as one JSON file that is written whole and used again. It
 * knows no tables. The package depends on {@code image}, {@code nn}, {@code folder}, {@code model},
 * {@code data}, {@code metrics} and {@code experiment.method}. Only {@code experiment.plan}, {@code
 * experiment.layers} and {@code experiment.table} may depend on it.
 */
package org.text2layer.experiment.cell;
