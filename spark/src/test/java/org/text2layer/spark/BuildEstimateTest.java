package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BuildEstimateTest {
  @Test
  void givenFewRecords_whenManyByMoreCoresAreAsked_thenTimeAndStorageFollow() {
    BuildEstimate few = new BuildEstimate(205, 0.4, 170_000, 2);
    assertEquals(
        "205 records at 2.50 a second a core: 0.0228 core-hours, 0.0114 hours on 2 cores, 0.0349 GB",
        few.toString());
    assertEquals(
        "600,000,000 records at 2.50 a second a core: 66,667 core-hours, 66.7 hours on 1000 cores, 102,000 GB",
        few.withRecords(600_000_000).withCores(1000).toString());
  }
}
