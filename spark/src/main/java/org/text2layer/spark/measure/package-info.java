/**
 * Sets of any size measured on Spark: statistics and the Fréchet distance from the library's own
 * streaming moments, added up in a tree.
 */
package org.text2layer.spark.measure;
