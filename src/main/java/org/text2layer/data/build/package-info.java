/**
 * Building a layered data set: from a source of captioned pictures, by a recipe, to shards and a
 * ledger that tells what became of every record. Runs can be stopped at any moment and continued.
 * The record's work and its files are public for engines that spread a build over machines. The
 * package depends on {@code folder}, {@code nn.weights}, {@code data}, {@code data.input}, {@code
 * data.shards}, {@code data.ledger} and {@code data.card}. Only {@code synth}, {@code experiment}
 * and {@code notebook} may depend on it.
 */
package org.text2layer.data.build;
