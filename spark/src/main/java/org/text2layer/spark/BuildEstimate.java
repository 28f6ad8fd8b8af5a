package org.text2layer.spark;

import java.util.Locale;

/**
 * What a build will take, from its first records.
 *
 * @param records in all
 * @param secondsARecord that one core needs
 * @param bytesARecord of shards and ledger
 * @param cores that work at once
 */
public record BuildEstimate(long records, double secondsARecord, double bytesARecord, int cores) {
  /** Of another number of such records. */
  public BuildEstimate withRecords(long newRecords) {
    return new BuildEstimate(newRecords, secondsARecord, bytesARecord, cores);
  }

  /** By another number of such cores. */
  public BuildEstimate withCores(int newCores) {
    return new BuildEstimate(records, secondsARecord, bytesARecord, newCores);
  }

  /** Of all cores together; times the price of one it is the cost. */
  public double coreHours() {
    return records * secondsARecord / 3600;
  }

  /** From beginning to end. */
  public double hours() {
    return coreHours() / cores;
  }

  /** Of the finished set; while it is made, its parts are there as well. */
  public double gigabytes() {
    return records * bytesARecord / 1e9;
  }

  /**
   * As "1,000,000 records at 2.5 a second a core: 111 core-hours, 13.9 hours on 8 cores, 162 GB".
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d records at %.3g a second a core: %s core-hours, %s hours on %d cores, %s GB",
        records,
        1 / secondsARecord,
        rounded(coreHours()),
        rounded(hours()),
        cores,
        rounded(gigabytes()));
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3g" : "%,.0f", value);
  }
}
