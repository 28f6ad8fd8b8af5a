package org.text2layer.data.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.text2layer.data.DatasetException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.StoredSample;

/**
 * Makes the samples of some records that follow one another, in one thread.
 *
 * @param number of the chunk
 * @param first number of its first record
 * @param shard that it will be part of
 * @param records in their order
 * @param memory shared by all chunks of a run
 */
record ChunkWork(
    long number, long first, long shard, List<InputRecord> records, SharedMemory memory) {
  /** SplitMix64's step: seeds that follow one another give unrelated numbers (Steele, 2014). */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /**
   * Writes samples and rows into the folder.
   *
   * @return the rows
   */
  List<LedgerRow> run(SampleMaker maker, long seed, BuildFolder folder) throws IOException {
    List<LedgerRow> rows = new ArrayList<>();
    try (SampleFiles files =
            new SampleFiles(
                folder.chunk(Verdict.KEPT, number), folder.chunk(Verdict.DROPPED, number));
        EarlierShard earlier = folder.earlierShard(shard)) {
      for (int i = 0; i < records.size(); i++) {
        InputRecord record = records.get(i);
        long at = first + i;
        Optional<LedgerRow> known = earlier.row(at, record);
        if (known.isPresent()) {
          copy(known.get(), earlier, files);
          rows.add(known.get());
        } else {
          rows.add(make(at, record, maker, seed(seed, at), files));
        }
      }
      files.commit();
    }
    folder.writeRows(folder.chunkRows(number), rows);
    return rows;
  }

  private static long seed(long seed, long record) {
    return new SplittableRandom(seed + record * GOLDEN_GAMMA).nextLong();
  }

  private static void copy(LedgerRow row, EarlierShard earlier, SampleFiles files)
      throws IOException {
    Optional<EncodedSample> sample = earlier.sample(row);
    if (sample.isPresent()) {
      files.add(row.verdict(), sample.get());
    }
  }

  private LedgerRow make(
      long number, InputRecord record, SampleMaker maker, long seed, SampleFiles files)
      throws IOException {
    Made made = made(number, record, maker, seed);
    if (made.files().isPresent()) {
      files.add(made.row().verdict(), made.files().get());
    }
    return made.row();
  }

  /**
   * A record's row, and its sample as files.
   *
   * @param files none if there is no sample
   */
  private record Made(LedgerRow row, Optional<EncodedSample> files) {
    static Made of(long number, InputRecord record, Outcome outcome) {
      LedgerRow row = LedgerRow.of(number, record, outcome);
      Optional<LayeredSample> sample = Optional.empty();
      if (outcome instanceof Outcome.Kept kept) {
        sample = Optional.of(kept.sample());
      } else if (outcome instanceof Outcome.Dropped dropped) {
        sample = dropped.sample();
      }
      return new Made(row, sample.map(each -> EncodedSample.of(stored(row, each))));
    }

    private static StoredSample stored(LedgerRow row, LayeredSample sample) {
      return new StoredSample(row.sampleId(), row.key(), row.source(), sample, row.scores());
    }
  }

  private Made made(long number, InputRecord record, SampleMaker maker, long seed) {
    try {
      return memory.use(() -> Made.of(number, record, outcome(record, maker, seed)));
    } catch (RuntimeException error) { // one bad record must not end the run
      String message = error.getMessage();
      return failed(number, record, message == null ? error.getClass().getName() : message);
    } catch (OutOfMemoryError error) {
      return failed(
          number,
          record,
          "Expected the record to fit into %s MB of memory but it does not, alone neither: make the picture smaller, or give Java more by -Xmx."
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    } catch (StackOverflowError error) {
      return failed(
          number,
          record,
          "Expected to take the picture apart but its structure is nested too deeply: save it anew.");
    } catch (Error error) { // a broken installation: the next record would meet it too
      throw new DatasetException(
          "Expected a sample of '%s' in %s but Java itself failed (%s): correct the installation and run the build again, which goes on here."
              .formatted(record.key(), record.source(), error),
          error);
    }
  }

  private static Made failed(long number, InputRecord record, String reason) {
    return Made.of(number, record, new Outcome.Failed(reason));
  }

  private static Outcome outcome(InputRecord record, SampleMaker maker, long seed) {
    if (record instanceof FailedRecord failed) {
      return new Outcome.Failed(failed.reason());
    }
    if (record instanceof InputRecord.LeftOut left) {
      return new Outcome.Dropped(left.filter(), left.score(), Map.of());
    }
    return Objects.requireNonNull(
        maker.make((CaptionedPicture) record, seed),
        "Expected an outcome but the recipe gave null: return Outcome.Failed with a reason.");
  }
}
