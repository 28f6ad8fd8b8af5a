/**
 * Building a layered data set: from a source of captioned pictures, by a recipe, to shards and a
 * ledger that tells what became of every record. Runs can be stopped at any moment and continued.
 * The package depends on {@code data}. Only {@code experiment.method}, {@code notebook}, {@code
 * synth.build}, {@code train.diffusion} and {@code train.run} may depend on it.
 */
package org.text2layer.data.build;
