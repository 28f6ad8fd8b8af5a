/**
 * Tables of results as values: text cells with their provenance, notes below, and winners only
 * where every difference is significant; as Markdown, HTML, CSV and Tablesaw. It measures nothing.
 * The package depends on {@code image} and {@code metrics.significance}. Only {@code
 * experiment.table} and {@code notebook} may depend on it.
 */
package org.text2layer.experiment.result;
