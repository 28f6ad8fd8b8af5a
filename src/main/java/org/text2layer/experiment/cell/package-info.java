/**
 * What a table's numbers are made of: one measurement of one method, seed and test set, with all
 * values a picture and its provenance, as one JSON file that is written whole and used again. It
 * knows no methods and no tables. Only {@code experiment.plan}, {@code experiment.table} and {@code
 * notebook} may see it.
 */
package org.text2layer.experiment.cell;
