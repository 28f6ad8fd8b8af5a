/**
 * Sets of any size measured on Spark: statistics and the Fréchet distance from the library's own
 * streaming moments, added up in a tree, and their ledgers as tables.
 */
package org.text2layer.spark.measure;
