/**
 * Pictures of two objects, each a layer over one background: the small model of several layers, and
 * the ways to such pictures that it is compared with, trained and measured cell by cell. The
 * package depends on {@code image}, {@code nn}, {@code model}, {@code pipeline}, {@code data},
 * {@code train}, {@code metrics}, {@code experiment.laptop}, {@code experiment.method}, {@code
 * experiment.cell} and {@code experiment.newobject}. Only {@code experiment.table} may depend on
 * it.
 */
package org.text2layer.experiment.layers;
