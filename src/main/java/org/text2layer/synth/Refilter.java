package org.text2layer.synth;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.RejudgedBuild;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.synth.quality.FilterThresholds;
import org.text2layer.synth.quality.Judgement;

/**
 * Another data set from a finished build by {@link LayerRecipe}, with other thresholds of its
 * quality filters: by the scores of its ledger, without the pictures, the detector or the
 * inpainter. Its bytes are those of a build with these thresholds. What was dropped before the
 * quality filters were asked, as by an empty mask, stays dropped. Immutable.
 *
 * <p>{@code Refilter.of(folder).withThreshold("mask", 0.2).into(other)}
 */
public final class Refilter {
  private final Path finished;
  private final Map<String, Double> thresholds;
  private final DatasetDetails details;
  private final BuildListener listener;

  private Refilter(
      Path finished,
      Map<String, Double> thresholds,
      DatasetDetails details,
      BuildListener listener) {
    this.finished = finished;
    this.thresholds = new LinkedHashMap<>(thresholds);
    this.details = details;
    this.listener = listener;
  }

  /** Of the finished build in a folder, which stays as it is; its thresholds, so far. */
  public static Refilter of(Path finished) {
    return new Refilter(finished, Map.of(), DatasetDetails.notStated(), report -> {});
  }

  /** With another threshold of a filter, from which score on a sample is kept. */
  public Refilter withThreshold(String filter, double threshold) {
    Map<String, Double> more = new LinkedHashMap<>(thresholds);
    more.put(filter, threshold);
    return new Refilter(finished, more, details, listener);
  }

  /** With a title, licence and origin for the card of the new set. */
  public Refilter withDetails(DatasetDetails newDetails) {
    return new Refilter(finished, thresholds, newDetails, listener);
  }

  /** With somebody who hears how far it is. */
  public Refilter withListener(BuildListener newListener) {
    return new Refilter(finished, thresholds, details, newListener);
  }

  /**
   * The ledger that such a set would have, at once and without writing it. Of a large one, rows are
   * read and judged when they are asked for.
   *
   * @throws IllegalArgumentException as {@link #into}
   * @throws org.text2layer.data.DatasetException if there is no finished build, or it cannot be
   *     read
   */
  public Ledger ledger() {
    RejudgedBuild.Judge judge = judge(RejudgedBuild.recipeOf(finished));
    return Ledger.read(finished).judged(judge::judged);
  }

  /**
   * The thresholds of a build's filters; empty if its recipe is of another kind, which states none.
   *
   * @throws org.text2layer.data.DatasetException if the folder is of no build
   */
  public static Optional<FilterThresholds> statedThresholds(Path finished) {
    String recipe = RejudgedBuild.recipeOf(finished);
    return LayerRecipe.isDescription(recipe)
        ? Optional.of(FilterThresholds.of(LayerRecipe.parts(recipe)))
        : Optional.empty();
  }

  /**
   * Writes what is not written yet; an interrupt stops it as it stops a build.
   *
   * @param folder new, empty, or of the same thresholds
   * @return what changed; of a run that was stopped, nothing yet
   * @throws IllegalArgumentException if the build's recipe has no filter of a name; the message has
   *     those it has
   * @throws org.text2layer.data.DatasetException if there is no finished build, or it cannot be
   *     read, or the folder not be written, or it belongs to another
   */
  public Refiltering into(Path folder) {
    RejudgedBuild build = RejudgedBuild.of(finished, this::judge, folder, details, listener);
    return build.run().complete()
        ? Refiltering.between(Ledger.read(finished), Ledger.read(folder))
        : Refiltering.none(Ledger.read(finished));
  }

  /**
   * What judges each record again, for engines that spread a build over machines.
   *
   * @param recipe the description of the finished build's
   * @throws IllegalArgumentException if it has no filter of a name
   */
  public RejudgedBuild.Judge judge(String recipe) {
    SortedMap<String, String> parts = LayerRecipe.parts(recipe);
    FilterThresholds chosen = FilterThresholds.of(parts);
    for (Map.Entry<String, Double> other : thresholds.entrySet()) {
      chosen = chosen.with(other.getKey(), other.getValue());
    }
    return new OtherThresholds(parts, chosen);
  }

  private record OtherThresholds(SortedMap<String, String> parts, FilterThresholds chosen)
      implements RejudgedBuild.Judge {
    @Override
    public String description() {
      return LayerRecipe.description(provenance(parts));
    }

    @Override
    public SortedMap<String, String> provenance(SortedMap<String, String> earlier) {
      return chosen.in(earlier);
    }

    @Override
    public LedgerRow judged(LedgerRow earlier) {
      boolean byFilters =
          earlier.verdict() == Verdict.KEPT || chosen.byFilter().containsKey(earlier.reason());
      return byFilters ? with(earlier, chosen.judge(earlier.scores())) : earlier;
    }

    private static LedgerRow with(LedgerRow row, Judgement now) {
      String filter = now.kept() ? "" : now.rejecting().get(0).filter();
      return new LedgerRow(
          row.record(),
          row.key(),
          row.source(),
          row.caption(),
          now.kept() ? Verdict.KEPT : Verdict.DROPPED,
          filter,
          now.kept() ? OptionalDouble.empty() : OptionalDouble.of(now.of(filter).score()),
          row.scores());
    }
  }
}
