package org.text2layer.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in this process, with two cores. */
final class LocalSpark {
  private LocalSpark() {}

  static JavaSparkContext open() {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("text2layer")
            .set("spark.ui.enabled", "false")
            .set("spark.sql.shuffle.partitions", "2")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            // An object store, as far as a folder can be one.
            .set("spark.hadoop.fs.s3a.impl", FolderStore.class.getName()));
  }
}
