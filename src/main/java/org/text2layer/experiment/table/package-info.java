/**
 * The paper's tables and experiments as one call: which methods, seeds and test sets a table needs,
 * and how measured cells become rows with their significance, beside the paper's numbers. It trains
 * and measures nothing itself. The package depends on {@code image}, {@code pipeline}, {@code
 * metrics}, {@code experiment.method}, {@code experiment.cell}, {@code experiment.plan} and {@code
 * experiment.result}. Nothing may depend on it.
 */
package org.text2layer.experiment.table;
