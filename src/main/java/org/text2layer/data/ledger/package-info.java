/**
 * What became of every record of a source: kept, dropped or failed, and why. The package depends on
 * {@code data}. Only {@code data.build}, {@code data.card}, {@code notebook.data} and {@code
 * synth.build} may depend on it.
 */
package org.text2layer.data.ledger;
