/**
 * What a data set says about itself: a README.md in the style of Hugging Face's data-set cards,
 * made of the ledger and of what its maker states. The package depends on {@code data.ledger} and
 * {@code nn}. Only {@code data.build} and {@code synth} may depend on it.
 */
package org.text2layer.data.card;
