/**
 * What tables and experiments need: sizes by preset, methods, seeds and test sets, and the folder
 * where all of it is kept; trains, generates and measures what is missing there. It makes no
 * tables. Only {@code experiment.table} and {@code notebook} may see it.
 */
package org.text2layer.experiment.plan;
