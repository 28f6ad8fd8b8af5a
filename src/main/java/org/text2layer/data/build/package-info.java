/**
 * Building a layered data set: from a source of captioned pictures, by a recipe, to shards and a
 * ledger that tells what became of every record. Runs can be stopped at any moment and continued.
 */
package org.text2layer.data.build;
