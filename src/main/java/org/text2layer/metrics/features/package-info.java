/**
 * Pictures as rows of numbers that a network makes of them: what distances between sets of pictures
 * compare. The package depends on {@code image}, {@code model} and {@code nn}. Only {@code
 * experiment.cell}, {@code experiment.newobject}, {@code metrics} and {@code notebook} may depend
 * on it.
 */
package org.text2layer.metrics.features;
