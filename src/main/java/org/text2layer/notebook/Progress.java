package org.text2layer.notebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.text2layer.GenerationListener;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.hygiene.HygieneListener;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.image.Resampling;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

/**
 * A generation as one line of a notebook: a bar, the step, the speed, the time left and a small
 * preview, which at the end is the picture. Likewise the build of a data set and the looking over
 * its source, without previews; a training is shown as another listener shows it. It stays one
 * output, so a saved notebook holds only the last state. For one generation, build or training
 * after the other; not for several at once.
 */
public final class Progress
    implements GenerationListener, BuildListener, HygieneListener, TrainingListener {
  private static final int PREVIEW = 48;
  private static final int DENSITY = 2;
  private static final int MAX_PREVIEWS = 12;
  private static final long NANOS_BETWEEN_LINES = 200_000_000;

  /** Previews may take a tenth of the time. */
  private static final int STEPS_TO_PREVIEW = 10;

  private final Supplier<LiveOutput> outputs;
  private final LongSupplier nanoTime;
  private final DatasetProgress datasets;
  private final TrainingListener trainings;
  private LiveOutput output;
  private long started;
  private long lastLine;
  private long nextPreview;
  private String preview = "";
  private ProgressLine line = new ProgressLine(0, 1, 0);

  Progress(Supplier<LiveOutput> outputs, TrainingListener trainings, LongSupplier nanoTime) {
    this.outputs = Objects.requireNonNull(outputs, "outputs");
    this.nanoTime = nanoTime;
    this.trainings = Objects.requireNonNull(trainings, "trainings");
    this.datasets = new DatasetProgress(outputs, nanoTime);
  }

  /**
   * Progress on outputs of a kernel.
   *
   * @param outputs a new output of the running cell for each generation, build or training
   * @param trainings shows trainings there
   */
  public static Progress on(Supplier<LiveOutput> outputs, TrainingListener trainings) {
    return new Progress(outputs, trainings, System::nanoTime);
  }

  @Override
  public void onStarted(int totalSteps) {
    output = outputs.get();
    started = nanoTime.getAsLong();
    nextPreview = started;
    preview = "";
    line = new ProgressLine(0, totalSteps, 0);
    show(line.running());
  }

  @Override
  public void onStep(GenerationListener.Step step) {
    long now = nanoTime.getAsLong();
    line = new ProgressLine(step.index() + 1, step.total(), now - started);
    if (now >= nextPreview) {
      preview = thumbnail(step.preview());
      long after = nanoTime.getAsLong();
      nextPreview = after + STEPS_TO_PREVIEW * (after - now);
      show(line.running());
    } else if (now - lastLine >= NANOS_BETWEEN_LINES) {
      show(line.running());
    }
  }

  @Override
  public void onFinished(Gallery pictures) {
    List<String> thumbnails = new ArrayList<>();
    for (LayeredImage picture : pictures) {
      if (thumbnails.size() < MAX_PREVIEWS) {
        thumbnails.add(thumbnail(picture));
      }
    }
    preview = String.join("", thumbnails);
    line = new ProgressLine(line.total(), line.total(), nanoTime.getAsLong() - started);
    show(line.finished(pictures.size()));
  }

  @Override
  public void onStopped(RuntimeException reason) {
    line = new ProgressLine(line.done(), line.total(), nanoTime.getAsLong() - started);
    show(line.stopped());
  }

  @Override
  public void onStarted(OptionalLong totalRecords) {
    datasets.started(totalRecords);
  }

  @Override
  public void onProgress(BuildReport report) {
    datasets.progressed(report);
  }

  @Override
  public void onFinished(BuildReport report) {
    datasets.finished(report);
  }

  @Override
  public void onLooked(long done, OptionalLong total) {
    datasets.looked(done, total);
  }

  @Override
  public void onStarted(Path folder, long done, long steps) {
    trainings.onStarted(folder, done, steps);
  }

  @Override
  public void onStep(LogRow row) {
    trainings.onStep(row);
  }

  @Override
  public void onPreview(long step, Map<String, Picture> pictures) {
    trainings.onPreview(step, pictures);
  }

  @Override
  public void onCheckpoint(long step, Path checkpoint) {
    trainings.onCheckpoint(step, checkpoint);
  }

  @Override
  public void onFinished(TrainingReport report) {
    trainings.onFinished(report);
  }

  @Override
  public void onFailed(RuntimeException reason) {
    trainings.onFailed(reason);
  }

  private void show(String words) {
    lastLine = nanoTime.getAsLong();
    output.show(line(preview + line.bar(), words));
  }

  /** Pictures and bars, and words to the right. */
  static View line(String markup, String words) {
    return new View(ProgressMarkup.line(markup, words), words);
  }

  private static String thumbnail(LayeredImage image) {
    int side = PREVIEW * DENSITY;
    return Html.picture(
        image.composed().resized(side, side, Resampling.BILINEAR), "preview", PREVIEW);
  }
}
