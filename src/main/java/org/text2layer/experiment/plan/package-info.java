/**
 * What tables and experiments need: sizes by preset, methods, seeds and test sets, and the folder
 * where all of it is kept; trains, generates and measures what is missing there. It makes no
 * tables. The package depends on {@code data}, {@code experiment}, {@code image}, {@code
 * metrics.significance}, {@code model}, {@code nn}, {@code train.autoencoder} and {@code
 * train.optimizer}. Only {@code experiment.table} may depend on it.
 */
package org.text2layer.experiment.plan;
