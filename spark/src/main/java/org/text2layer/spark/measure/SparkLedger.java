package org.text2layer.spark.measure;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.text2layer.data.ledger.Ledger;

/**
 * The ledger of a data set of any size as a table, for Spark's SQL, or by {@code read(spark,
 * set).write().parquet(folder)} for whatever reads Parquet.
 */
public final class SparkLedger {
  private static final String COLUMNS =
      "record BIGINT, key STRING, source STRING, caption STRING, outcome STRING, filter STRING,"
          + " score DOUBLE, error STRING, scores MAP<STRING, DOUBLE>";
  private static final String RECORD = "record";
  private static final String KEPT = "kept";

  private SparkLedger() {}

  /**
   * Columns record, key, source, caption, outcome (kept, dropped, failed), filter and score of a
   * record that was dropped, error of one that failed, and scores by filter; what a row has not is
   * null. It is read when it is asked for, and a damaged ledger fails then.
   *
   * @param spark that reads it, and stays open
   * @param set address of its folder
   */
  public static Dataset<Row> read(JavaSparkContext spark, String set) {
    return SparkSession.builder()
        .getOrCreate()
        .read()
        .schema(COLUMNS)
        .option("mode", "FAILFAST")
        .json(set + "/" + Ledger.FILE);
  }

  /**
   * What other thresholds changed: the new rows of records that are kept in one set and not in the
   * other. Those with the outcome kept came in, the others went out.
   *
   * @param before address of the finished build's folder
   * @param after of the one that {@link org.text2layer.spark.SparkRefilter} made of it
   */
  public static Dataset<Row> changed(JavaSparkContext spark, String before, String after) {
    Dataset<Row> now = read(spark, after);
    Dataset<Row> earlier =
        read(spark, before).select(new Column(RECORD), kept("outcome").as("was kept"));
    return now.join(earlier, RECORD)
        .where(kept("outcome").notEqual(new Column("was kept")))
        .drop("was kept");
  }

  private static Column kept(String outcome) {
    return new Column(outcome).equalTo(KEPT);
  }
}
