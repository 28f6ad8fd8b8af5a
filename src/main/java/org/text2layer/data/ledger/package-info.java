/**
 * What became of every record of a source: kept, dropped or failed, and why. The package depends on
 * {@code folder}, {@code data}, {@code data.input} and {@code data.shards}. Only {@code data.card},
 * {@code data.build}, {@code synth} and {@code notebook} may depend on it.
 */
package org.text2layer.data.ledger;
