/**
 * An inner package: splits of an input, their records by number, and Parquet files as sources. Only
 * this project may depend on it.
 */
package org.text2layer.spark.input;
