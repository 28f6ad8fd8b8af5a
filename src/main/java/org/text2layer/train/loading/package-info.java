/**
 * Which sample comes when, samples out of shards and mixed, and loading them ahead. The package
 * depends on {@code data} and {@code train}. Only {@code train.diffusion}, {@code train.run} and
 * {@code experiment} may depend on it.
 */
package org.text2layer.train.loading;
