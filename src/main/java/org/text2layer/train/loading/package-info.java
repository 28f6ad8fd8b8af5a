/**
 * Which sample comes when, samples out of shards and mixed, and loading them ahead. It depends on
 * {@code train}, {@code data} and what they see. {@code train.run}, {@code train.diffusion}, {@code
 * experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.train.loading;
