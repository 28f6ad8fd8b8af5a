package org.text2layer.data.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.folder.BackgroundWork;

/**
 * A finished build with other verdicts, as a build of its own: samples go from the kept to the
 * dropped ones and back, and nothing is read or made again. Its bytes are those of a build by the
 * recipe that judges so, and like one it can be stopped or killed and run again. Immutable.
 */
public final class RejudgedBuild {
  private final Path finished;
  private final Function<String, Judge> recipe;
  private final Path folder;
  private final DatasetDetails details;
  private final BuildListener listener;

  /** A recipe that makes the same samples and judges them otherwise. */
  public interface Judge {
    /** Its {@link SampleMaker#description}. */
    String description();

    /** What it says of a sample that it made, made of what the finished build's recipe said. */
    SortedMap<String, String> provenance(SortedMap<String, String> earlier);

    /** The row of a record that has a sample; pure. */
    LedgerRow judged(LedgerRow earlier);
  }

  private RejudgedBuild(
      Path finished,
      Function<String, Judge> recipe,
      Path folder,
      DatasetDetails details,
      BuildListener listener) {
    this.finished = Objects.requireNonNull(finished, "finished").toAbsolutePath();
    this.recipe = Objects.requireNonNull(recipe, "recipe");
    this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
    this.details = Objects.requireNonNull(details, "details");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Of the finished build in a folder.
   *
   * @param recipe the recipe that judges, made of the description of the finished build's
   * @param folder another, which is new, empty, or of this build
   * @param details title, licence and origin for its card
   * @param listener hears how far it is
   */
  public static RejudgedBuild of(
      Path finished,
      Function<String, Judge> recipe,
      Path folder,
      DatasetDetails details,
      BuildListener listener) {
    return new RejudgedBuild(finished, recipe, folder, details, listener);
  }

  /**
   * The description of the recipe that a build was made by.
   *
   * @throws DatasetException if the folder is of no build, or cannot be read
   */
  public static String recipeOf(Path finished) {
    try {
      return BuildDescription.read(finished).recipe();
    } catch (IOException error) {
      throw new DatasetException(
          "Expected a build in %s but its description cannot be read (%s): give its folder."
              .formatted(finished, error.getMessage()),
          error);
    }
  }

  /**
   * Writes what is not written yet; stops like {@link DatasetBuild#run}, after the shard under way.
   *
   * @throws DatasetException if there is no finished build, it is damaged, or the folder cannot be
   *     written or belongs to another build
   */
  public BuildReport run() {
    Ledger ledger = Ledger.read(finished);
    try {
      BuildDescription earlier = BuildDescription.read(finished);
      Judge judge = recipe.apply(earlier.recipe());
      BuildDescription description = earlier.withRecipe(judge.description());
      try (BuildFolder opened = BuildFolder.open(folder, description.ofFolder())) {
        if (opened.isComplete()) {
          return nothing(ledger).plus(opened.ledger(), true).completed();
        }
        listener.onStarted(OptionalLong.of(ledger.rows().size()));
        BackgroundWork<BuildReport> background = new BackgroundWork<>("rejudged-build");
        Copying copying = new Copying(ledger, judge, description, opened, background);
        BuildReport report = background.await(copying::run, copying::stop, listener::onProgress);
        listener.onFinished(report);
        return report;
      }
    } catch (IOException | UncheckedIOException error) {
      throw new DatasetException(
          "Expected to judge the build in %s again into %s but it failed (%s): check both folders, then run it again."
              .formatted(finished, folder, error.getMessage()),
          error);
    }
  }

  private static BuildReport nothing(Ledger ledger) {
    return BuildReport.nothing(OptionalLong.of(ledger.rows().size()));
  }

  /** A run, for the thread that does it; {@link #stop} is for any. */
  private final class Copying {
    private final Ledger ledger;
    private final Judge judge;
    private final BuildDescription description;
    private final BuildFolder opened;
    private final BackgroundWork<BuildReport> background;
    private volatile boolean stopped;

    Copying(
        Ledger ledger,
        Judge judge,
        BuildDescription description,
        BuildFolder opened,
        BackgroundWork<BuildReport> background) {
      this.ledger = ledger;
      this.judge = judge;
      this.description = description;
      this.opened = opened;
      this.background = background;
    }

    void stop() {
      stopped = true;
    }

    BuildReport run() throws IOException {
      BuildReport report = nothing(ledger);
      int together = description.recordsPerShard();
      long shard = 0;
      for (int first = 0; first < ledger.rows().size() && !stopped; first += together) {
        int end = Math.min(ledger.rows().size(), first + together);
        boolean found = opened.shard(shard).exist();
        List<LedgerRow> rows =
            found
                ? opened.shard(shard).readRows()
                : opened
                    .shard(shard)
                    .judge(
                        ledger.rows().subList(first, end),
                        BuildFolder.shardOf(finished, shard),
                        judge);
        report = report.plus(rows, found);
        background.tell(report);
        shard++;
      }
      if (report.done() < ledger.rows().size()) {
        return report;
      }
      opened.complete(shard, description.card(details));
      return report.completed();
    }
  }
}
