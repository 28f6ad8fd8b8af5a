/**
 * Layered samples in WebDataset shards: tar archives in which a sample is the files that share a
 * name. Other programs read them too. The package depends on {@code image}, {@code folder}, {@code
 * data} and {@code data.tar}. Only {@code data.ledger}, {@code data.build}, {@code
 * data.statistics}, {@code train}, {@code experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.data.shards;
