/**
 * Layered samples in WebDataset shards: tar archives in which a sample is the files that share a
 * name. Other programs read them too.
 */
package org.text2layer.data.shards;
