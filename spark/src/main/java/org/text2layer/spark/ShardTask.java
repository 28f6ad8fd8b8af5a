package org.text2layer.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.VoidFunction;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.RecordFiles;
import org.text2layer.spark.output.LocalWork;
import org.text2layer.spark.output.OutputFolder;
import org.text2layer.spark.output.PartCommit;
import org.text2layer.spark.output.RecordCounts;
import org.text2layer.spark.output.RecordRanges;
import org.text2layer.spark.output.ShardCommit;

/**
 * Joins the parts of shards, each committed by itself.
 *
 * @param ranges of all records
 * @param output where they are
 */
record ShardTask(RecordRanges ranges, OutputFolder output) implements VoidFunction<Iterator<Long>> {
  @Override
  public void call(Iterator<Long> shards) {
    while (shards.hasNext()) {
      long shard = shards.next();
      LocalWork.of("shard " + shard, folder -> joined(shard, folder));
    }
  }

  private boolean joined(long shard, Path folder) throws IOException {
    List<RecordRanges.Range> parts = ranges.ofShard(shard);
    if (ShardCommit.find(output, shard).isEmpty()) {
      RecordCounts counts = RecordCounts.none();
      List<RecordFiles> files = new ArrayList<>();
      for (RecordRanges.Range part : parts) {
        Optional<PartCommit> commit = PartCommit.find(output, part);
        if (commit.isEmpty()) {
          return joinedByAnother(shard, part);
        }
        files.add(commit.get().download(output, folder));
        counts = counts.plus(commit.get().counts());
      }
      RecordFiles whole = ShardCommit.local(output, shard, folder);
      ShardCommit.write(output, shard, whole, whole.join(files), counts);
    }
    for (RecordRanges.Range part : parts) {
      Optional<PartCommit> commit = PartCommit.find(output, part);
      if (commit.isPresent()) {
        commit.get().delete(output, part);
      }
    }
    return true;
  }

  /** Who joined the shard at the same time may have deleted its parts already. */
  private boolean joinedByAnother(long shard, RecordRanges.Range part) throws IOException {
    if (ShardCommit.find(output, shard).isPresent()) {
      return true;
    }
    throw new DatasetException(
        "Expected records %s to %s in %s but they are missing: run the build again, which makes them."
            .formatted(part.first(), part.end() - 1, output.path(PartCommit.WORK)));
  }
}
