package org.text2layer.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.text2layer.data.DatasetException;
import org.text2layer.spark.input.InputSplit;
import org.text2layer.spark.input.NumberedRecords;
import org.text2layer.spark.output.FailedJob;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.PartCommit;

/**
 * An input whose records have numbers.
 *
 * @param splits in their order
 * @param counts how many records each has
 */
record CountedInput(List<InputSplit> splits, List<Long> counts) implements Serializable {
  private static final String FILE = PartCommit.WORK + "/input.json";

  /**
   * What is remembered of it: later runs believe it, and notice where it does not hold.
   *
   * @param names of the splits
   * @param counts of their records
   */
  private record Counted(List<String> names, List<Long> counts) {}

  /** Counted by the executors, the first time. */
  static CountedInput of(SparkInput input, OutputFolder output, JavaSparkContext spark)
      throws IOException {
    List<InputSplit> splits = input.splits(spark.hadoopConfiguration());
    List<String> names = splits.stream().map(InputSplit::name).toList();
    Optional<Counted> earlier = output.value(FILE, Counted.class);
    if (earlier.isPresent()) {
      if (!earlier.get().names().equals(names)) {
        throw new DatasetException(
            "Expected in %s the files that it had when the build began but there are others: put them back, or build into a new folder."
                .formatted(input));
      }
      return new CountedInput(splits, earlier.get().counts());
    }
    spark.setJobDescription("count the records of " + input);
    try {
      List<Long> counts =
          spark
              .parallelize(splits, splits.size())
              .map(split -> NumberedRecords.count(split, output.configuration()))
              .collect();
      output.writeValue(FILE, new Counted(names, counts));
      return new CountedInput(splits, counts);
    } catch (Exception error) { // Scala declares none that it throws
      throw FailedJob.sentence(error);
    }
  }

  long records() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  NumberedRecords open(Configuration configuration) {
    long[] ends = counts.stream().mapToLong(Long::longValue).toArray();
    Arrays.parallelPrefix(ends, Long::sum);
    return new NumberedRecords(splits, ends, configuration);
  }
}
