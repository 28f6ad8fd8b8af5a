/**
 * What can be asked for: the paper's tables and the experiments, each with its methods and test
 * sets, and the sizes of everything in them by preset. It trains, measures and tabulates nothing.
 * The package depends on {@code model}, {@code train}, {@code metrics}, {@code experiment.laptop},
 * {@code experiment.method} and {@code experiment.cell}. Only {@code experiment.table} may depend
 * on it.
 */
package org.text2layer.experiment.plan;
