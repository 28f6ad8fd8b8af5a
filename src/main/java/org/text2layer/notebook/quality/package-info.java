/**
 * Views of quality filters: what they refused and what other thresholds would keep; where they are
 * right, by labels; and which kinds of samples they prefer. All read the scores of a ledger, and
 * pictures only to show them. The package depends on {@code data}, {@code image}, {@code metrics},
 * {@code notebook} and {@code synth}. Only {@code notebook} may depend on it.
 */
package org.text2layer.notebook.quality;
