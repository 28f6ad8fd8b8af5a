/**
 * Tables of results as values: text cells with their provenance, notes below, and winners only
 * where every difference is significant; as Markdown, HTML, CSV and Tablesaw. It measures nothing.
 * The package depends on {@code folder} and {@code metrics}. Only {@code experiment.table} and
 * {@code notebook} may depend on it.
 */
package org.text2layer.experiment.result;
