/**
 * What a data set says about itself: a README.md in the style of Hugging Face's data-set cards,
 * made of the ledger and of what its maker states.
 */
package org.text2layer.data.card;
