/**
 * A training in a folder: the loop over steps, data loaded ahead, checkpoints, log and previews. It
 * can be interrupted or killed at any moment and goes on with the same bytes. The package depends
 * on {@code image}, {@code nn}, {@code folder}, {@code train.optimizer}, {@code train} and {@code
 * train.loading}. Only {@code experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.train.run;
