/**
 * The library on Apache Spark: a data set is built by many machines, with the bytes that one
 * machine gives it. Only this project sees {@code org.apache.spark} and Hadoop; what is not about
 * spreading work over machines is the library's.
 */
package org.text2layer.spark;
