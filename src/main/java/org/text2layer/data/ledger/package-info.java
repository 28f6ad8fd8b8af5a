/**
 * What became of every record of a source: kept, dropped or failed, and why. Of a finished build's
 * million records verdicts and scores are held, and rows are read when they are asked for. The
 * package depends on {@code data}, {@code data.input} and {@code data.shards}. Only {@code
 * data.card}, {@code data.build}, {@code synth} and {@code notebook} may depend on it.
 */
package org.text2layer.data.ledger;
