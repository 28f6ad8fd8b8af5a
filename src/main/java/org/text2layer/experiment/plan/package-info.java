/**
 * What tables and experiments need: sizes by preset, methods, seeds and test sets, and the folder
 * where all of it is kept; trains, generates and measures what is missing there. It makes no
 * tables. The package depends on {@code image}, {@code nn}, {@code folder}, {@code model}, {@code
 * pipeline}, {@code data}, {@code train}, {@code metrics}, {@code experiment.laptop}, {@code
 * experiment.method} and {@code experiment.cell}. Only {@code experiment.table} may depend on it.
 */
package org.text2layer.experiment.plan;
