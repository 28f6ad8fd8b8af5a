/**
 * The terms of the trainings' losses, each with its equation. A term is compiled once on a manager
 * of its user's, is a native function from then on, and holds no arrays of a step.
 */
package org.text2layer.train.loss;
