/**
 * An inner package: the folder of a build in one of Hadoop's file systems, in which parts of the
 * records are committed by manifests with checksums, and their counts. Only this project may depend
 * on it.
 */
package org.text2layer.spark.output;
