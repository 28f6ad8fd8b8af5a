/**
 * The terms of an autoencoder's loss, each with its equation, and what a term of a user's own is: a
 * {@link org.text2layer.train.loss.LossTerm}. They are compiled once on a manager of their user's
 * and hold no arrays of a step. The package depends on {@code image}, {@code nn} and {@code model}.
 * Only {@code train.autoencoder} may depend on it.
 */
package org.text2layer.train.loss;
