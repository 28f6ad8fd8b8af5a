package org.text2layer.data.build;

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
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.StoredSample;

/**
 * What a build makes of a record: a function of its number, the record, the recipe and the seed
 * alone, so that records can be made in any order, and each on another machine. Thread-safe: who
 * shares one shares the heap as well, see {@link #make}.
 */
public final class RecordMaker {
  /** SplitMix64's step: seeds that follow one another give unrelated numbers (Steele, 2014). */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final SampleMaker recipe;
  private final long seed;
  private final SharedMemory memory = new SharedMemory();

  /**
   * A record's row, and its sample as files.
   *
   * @param row for the ledger
   * @param sample none if there is none
   */
  public record Made(LedgerRow row, Optional<EncodedSample> sample) {
    private static Made of(long number, InputRecord record, Outcome outcome) {
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

  private RecordMaker(SampleMaker recipe, long seed) {
    this.recipe = Objects.requireNonNull(recipe, "recipe");
    this.seed = seed;
  }

  /**
   * By a recipe.
   *
   * @param recipe owned by the caller
   * @param seed of the build, from which each record's is drawn
   */
  public static RecordMaker of(SampleMaker recipe, long seed) {
    return new RecordMaker(recipe, seed);
  }

  /**
   * Makes a record. What runs out of memory beside others is made once more alone; whatever is
   * wrong with the record or the recipe becomes a failed one, whose reason is the exception's
   * message.
   *
   * @param number of the record in the source, from 0
   * @throws DatasetException if Java itself fails: a broken installation, which the next record
   *     would meet too
   */
  public Made make(long number, InputRecord record) {
    try {
      return memory.use(() -> Made.of(number, record, outcome(number, record)));
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
    } catch (Error error) {
      throw new DatasetException(
          "Expected a sample of '%s' in %s but Java itself failed (%s): correct the installation and run the build again, which goes on here."
              .formatted(record.key(), record.source(), error),
          error);
    }
  }

  private static Made failed(long number, InputRecord record, String reason) {
    return Made.of(number, record, new Outcome.Failed(reason));
  }

  private Outcome outcome(long number, InputRecord record) {
    if (record instanceof FailedRecord failed) {
      return new Outcome.Failed(failed.reason());
    }
    if (record instanceof InputRecord.LeftOut left) {
      return new Outcome.Dropped(left.filter(), left.score(), Map.of());
    }
    long own = new SplittableRandom(seed + number * GOLDEN_GAMMA).nextLong();
    return Objects.requireNonNull(
        recipe.make((CaptionedPicture) record, own),
        "Expected an outcome but the recipe gave null: return Outcome.Failed with a reason.");
  }
}
