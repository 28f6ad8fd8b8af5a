package org.text2layer.synth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.data.Cropping;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.hygiene.HygieneLimits;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.IntraOpThreads;
import org.text2layer.nn.device.SoftwareVersions;
import org.text2layer.synth.quality.Judgement;
import org.text2layer.synth.quality.QualityFilters;

/**
 * The paper's data engine (III) for a data-set build: checks of the picture if wanted, its layers,
 * and the verdict of the quality filters. Every sample carries the recipe as its provenance.
 *
 * <p>A picture can be dropped by these filters, asked in this order; a score belongs to each:
 *
 * <ul>
 *   <li>a {@link PictureQuality.Problem#label()}, with the {@link PictureQuality.Problem#measure};
 *       nothing is synthesised then, so that there is no sample to look at
 *   <li>"empty mask" where no object was found, or less than 0.002 of the picture is above one
 *       half, and "full mask" where the dilated mask leaves no background (without a sample); the
 *       score is the hole's share of the picture
 *   <li>the quality filters by their names, as "mask" and "inpainting", with their scores
 * </ul>
 *
 * <p>The picture's {@link #BRIGHTNESS} and what was cut off one that is not square, see {@link
 * Cropping#scores}, stand among the scores as well.
 *
 * <p>In a build each worker's operators use its thread alone, and each picture is computed alone,
 * so that the bytes depend neither on the number of workers nor on the machine's number of threads.
 * Thread-safe where its detector and inpainter are, as the standard ones; owns them and the
 * filters.
 */
public final class LayerRecipe implements SampleMaker, AutoCloseable {
  /** Among the scores of a sample: the share of its picture that was inpainted. */
  public static final String HOLE = "hole";

  /** Among the scores of a sample: the mean of its picture's red, green and blue, in [0, 1]. */
  public static final String BRIGHTNESS = "brightness";

  /** Between a part's name and what it is, in a description. */
  private static final String IS = ": ";

  private static final String EMPTY = "empty mask";
  private static final String FULL = "full mask";

  private final LayerSynthesizer synthesizer;
  private final QualityFilters filters;
  private final Optional<HygieneLimits> hygiene;
  private final AtomicBoolean closed;
  private final SortedMap<String, String> provenance;

  private LayerRecipe(
      LayerSynthesizer synthesizer,
      QualityFilters filters,
      Optional<HygieneLimits> hygiene,
      AtomicBoolean closed) {
    this.synthesizer = Objects.requireNonNull(synthesizer, "synthesizer");
    this.filters = requireOwnNames(filters);
    this.hygiene = hygiene;
    this.closed = closed;
    SortedMap<String, String> parts = new TreeMap<>(synthesizer.description());
    parts.putAll(filters.description());
    hygiene.ifPresent(limits -> parts.put("hygiene", limits.toString()));
    parts.put("text2layer", SoftwareVersions.own().orElse("not packaged"));
    provenance = Collections.unmodifiableSortedMap(parts);
  }

  /** What the recipe itself says of a picture has other names than what its filters say. */
  private static QualityFilters requireOwnNames(QualityFilters filters) {
    List<String> taken = new ArrayList<>(List.of(HOLE, BRIGHTNESS, EMPTY, FULL));
    Stream.of(PictureQuality.Problem.values())
        .map(PictureQuality.Problem::label)
        .forEach(taken::add);
    taken.retainAll(filters.names());
    filters.names().stream().filter(Cropping::isScore).forEach(taken::add);
    if (!taken.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected quality filters with names of their own but came %s, which the recipe uses: rename them."
              .formatted(taken));
    }
    return filters;
  }

  /** What the library brings: embedded detector, smooth inpainter, trained filters; no hygiene. */
  public static LayerRecipe standard() {
    return of(LayerSynthesizer.standard(), QualityFilters.standard());
  }

  /**
   * With parts of one's own, and without hygiene.
   *
   * @param synthesizer closed with the recipe
   * @param filters closed with the recipe
   */
  public static LayerRecipe of(LayerSynthesizer synthesizer, QualityFilters filters) {
    return new LayerRecipe(synthesizer, filters, Optional.empty(), new AtomicBoolean());
  }

  /** The same, but pictures with a problem are dropped first; closing either closes both. */
  public LayerRecipe withHygiene(HygieneLimits limits) {
    return new LayerRecipe(synthesizer, filters, Optional.of(limits), closed);
  }

  @Override
  public Outcome make(CaptionedPicture captioned, long seed) {
    PictureReader.Reduced read = captioned.pictureReducedTo(leastSide());
    RgbImage picture = read.picture().overWhite();
    SortedMap<String, Double> scores = new TreeMap<>();
    scores.put(BRIGHTNESS, brightness(picture));
    if (hygiene.isPresent()) {
      PictureQuality quality = PictureQuality.of(picture, read.width(), read.height());
      for (PictureQuality.Problem problem : PictureQuality.Problem.values()) {
        scores.put(problem.label(), problem.measure(quality));
      }
      Optional<PictureQuality.Problem> found = hygiene.get().problems(quality).stream().findFirst();
      if (found.isPresent()) {
        return dropped(found.get().label(), scores, Optional.empty());
      }
    }
    LayerSynthesizer.DetectedObject detected = synthesizer.detect(picture);
    scores.put(HOLE, detected.hole().area());
    scores.putAll(detected.cropping().scores());
    if (detected.isEverything()) {
      return new Outcome.Dropped(FULL, 1, scores);
    }
    SynthesizedSample sample = synthesizer.complete(detected, captioned.caption());
    return detected.isNothing()
        ? new Outcome.Dropped(EMPTY, 0, scores, Optional.of(layered(sample)))
        : judged(sample, scores);
  }

  private static double brightness(RgbImage picture) {
    double sum = 0;
    for (float value : picture.toArray()) {
      sum += value;
    }
    return sum / (3.0 * picture.width() * picture.height());
  }

  /** Layers need no more than the resampling does. */
  private int leastSide() {
    int forLayers = 2 * synthesizer.configuration().workingSize();
    return hygiene.isPresent() ? Math.max(PictureQuality.LEAST_SIDE, forLayers) : forLayers;
  }

  private Outcome judged(SynthesizedSample sample, SortedMap<String, Double> scores) {
    LayeredSample layered = layered(sample);
    Judgement judgement = filters.judge(layered);
    for (Judgement.Score score : judgement.scores()) {
      scores.put(score.filter(), score.score());
    }
    return judgement.kept()
        ? new Outcome.Kept(layered, scores)
        : dropped(judgement.rejecting().get(0).filter(), scores, Optional.of(layered));
  }

  /** By a filter whose score is among the others. */
  private static Outcome dropped(
      String filter, SortedMap<String, Double> scores, Optional<LayeredSample> sample) {
    return new Outcome.Dropped(filter, scores.get(filter), scores, sample);
  }

  private LayeredSample layered(SynthesizedSample sample) {
    return new LayeredSample(
        sample.caption(), sample.picture(), sample.layers().withProvenance(provenance));
  }

  /** The parts that outcomes depend on, by name: networks by their checksum, thresholds, sizes. */
  public SortedMap<String, String> provenance() {
    return provenance;
  }

  /**
   * The provenance, a part a line.
   *
   * @throws IllegalStateException if the recipe is closed: a build with it would fail every record
   */
  @Override
  public String description() {
    if (closed.get()) {
      throw new IllegalStateException(
          "Expected an open recipe but this one is closed: run the build before it is closed, or make another.");
    }
    return description(provenance);
  }

  /** Its parts, and for which pictures the detector is made. */
  @Override
  public String toString() {
    return synthesizer
        + filters.names().stream()
            .map(name -> "%s from %s on".formatted(name, filters.filter(name).threshold()))
            .collect(Collectors.joining(", ", " Filters: ", "."));
  }

  /** The opposite of {@link #parts}. */
  static String description(SortedMap<String, String> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + IS + part.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Whether a build's description is of such a recipe. */
  static boolean isDescription(String description) {
    return description.lines().allMatch(line -> line.contains(IS));
  }

  /**
   * The parts of such a description.
   *
   * @throws IllegalArgumentException if it is another recipe's
   */
  static SortedMap<String, String> parts(String description) {
    SortedMap<String, String> parts = new TreeMap<>();
    for (String line : description.split("\n", -1)) {
      int at = line.indexOf(IS);
      if (at < 0 || parts.put(line.substring(0, at), line.substring(at + IS.length())) != null) {
        throw new IllegalArgumentException(
            "Expected a build by LayerRecipe, whose description has a part a line, but its recipe has '%.60s': only such a build knows its filters' thresholds."
                .formatted(line));
      }
    }
    return parts;
  }

  @Override
  public Runnable inWorker(Runnable work) {
    return IntraOpThreads.single(work);
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      synthesizer.close();
    } finally {
      filters.close();
    }
  }
}
