/**
 * Captioned pictures from lists, folders and archives, as one lazily read stream in which a bad
 * record is a record with its reason, and never the end. The package depends on {@code data} and
 * {@code image}. Only {@code data.build}, {@code data.hygiene}, {@code data.ledger}, {@code
 * experiment.method}, {@code notebook}, {@code notebook.data} and {@code synth} may depend on it.
 */
package org.text2layer.data.input;
