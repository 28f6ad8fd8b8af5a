/**
 * Layered samples in WebDataset shards: tar archives in which a sample is the files that share a
 * name. Other programs read them too. The package depends on {@code data} and {@code image}. Only
 * {@code data}, {@code experiment.method}, {@code notebook.data} and {@code train.loading} may
 * depend on it.
 */
package org.text2layer.data.shards;
