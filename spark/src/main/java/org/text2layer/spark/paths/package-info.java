/**
 * Hadoop's file systems seen as {@code java.nio}'s, for reading: so every reader of the library
 * reads an object store as it reads a disk, with the same records and the same messages.
 */
package org.text2layer.spark.paths;
