package org.text2layer.data.card;

/**
 * A file of kept samples.
 *
 * @param name in the data set's folder
 * @param samples how many it has
 * @param bytes its size
 * @param checksum SHA-256, in hexadecimal
 */
record Shard(String name, long samples, long bytes, String checksum) {}
