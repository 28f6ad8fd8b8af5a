package org.text2layer.data.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.text2layer.data.DatasetException;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.data.input.PictureSource;
import org.text2layer.folder.BackgroundWork;

/**
 * Builds a layered data set: reads captioned pictures, makes samples of them, and writes shards, a
 * data-set card, and a ledger with one row a record, in the order of the source. A record that
 * cannot be read or made is a row with its reason.
 *
 * <p>The same source, recipe, seed and sizes give the same bytes on one machine, whatever the
 * number of workers, and however often the build was stopped or killed and run again. Immutable;
 * only one run at a time may write into a folder.
 */
public final class DatasetBuild {
  private final PictureSource source;
  private final SampleMaker maker;
  private final Path folder;
  private final BuildOptions options;
  private final DatasetDetails details;
  private final BuildListener listener;

  private DatasetBuild(
      PictureSource source,
      SampleMaker maker,
      Path folder,
      BuildOptions options,
      DatasetDetails details,
      BuildListener listener) {
    this.source = Objects.requireNonNull(source, "source");
    this.maker = Objects.requireNonNull(maker, "maker");
    this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
    this.options = Objects.requireNonNull(options, "options");
    this.details = Objects.requireNonNull(details, "details");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /** A build with standard options into a folder, which is new, empty, or of this build. */
  public static DatasetBuild of(PictureSource source, SampleMaker maker, Path folder) {
    return new DatasetBuild(
        source, maker, folder, BuildOptions.standard(), DatasetDetails.notStated(), report -> {});
  }

  /** The same build with other options. */
  public DatasetBuild withOptions(BuildOptions newOptions) {
    return new DatasetBuild(source, maker, folder, newOptions, details, listener);
  }

  /** The same build with a title, licence and origin for its card; they change no sample. */
  public DatasetBuild withDetails(DatasetDetails newDetails) {
    return new DatasetBuild(source, maker, folder, options, newDetails, listener);
  }

  /** The same build with somebody who hears how far it is. */
  public DatasetBuild withListener(BuildListener newListener) {
    return new DatasetBuild(source, maker, folder, options, details, newListener);
  }

  /**
   * Builds what is not built yet. An interrupt of the thread (as a notebook's stop button sends)
   * ends the run after the chunks under way; the flag is cleared then, and the report says that the
   * build is not complete: run it again to go on. The source of a complete build is not read again:
   * pictures that came later go into a build of their own.
   *
   * @throws DatasetException if the source as a whole cannot be read, the folder cannot be written,
   *     or belongs to another build
   */
  public BuildReport run() {
    return run(false);
  }

  /**
   * Tries the failed records of a complete build again, and those only; a build that is not
   * complete is run to its end first. The result has the bytes of a build in which they had not
   * failed. Stops like {@link #run}, which goes on with it then.
   *
   * @throws DatasetException as {@link #run}, or if the source has other records than before
   */
  public BuildReport retryFailed() {
    return run(true);
  }

  private BuildReport run(boolean retry) {
    BuildDescription description =
        BuildDescription.of(source.description(), maker.description(), options);
    try (BuildFolder opened = BuildFolder.open(folder, description.ofFolder())) {
      DatasetCard card = description.card(details);
      BuildReport report = run(opened, card);
      if (!retry || !report.complete() || report.failed() == 0) {
        return report;
      }
      opened.reopen(options.recordsPerShard());
      return run(opened, card);
    } catch (IOException | UncheckedIOException error) {
      throw new DatasetException(
          "Expected to build a data set in %s but it failed (%s): check the disk, then run it again."
              .formatted(folder, error),
          error);
    }
  }

  private BuildReport run(BuildFolder opened, DatasetCard card) throws IOException {
    if (opened.isComplete()) {
      opened.deleteWork();
      return BuildReport.nothing(source.size()).plus(opened.ledger(), true).completed();
    }
    listener.onStarted(source.size());
    BackgroundWork<BuildReport> background = new BackgroundWork<>("dataset-build");
    BuildRun run = new BuildRun(source, maker, options, card, opened, background::tell);
    BuildReport report = background.await(run::run, run::stop, listener::onProgress);
    listener.onFinished(report);
    return report;
  }
}
