/**
 * The terms of an autoencoder's loss, each with its equation, and what a term of a user's own is: a
 * {@link org.text2layer.train.loss.LossTerm}. They are compiled once on a manager of their user's,
 * hold no arrays of a step, and depend on {@code model} and what that sees. {@code
 * train.autoencoder}, {@code experiment} and {@code notebook} may depend on this package.
 */
package org.text2layer.train.loss;
