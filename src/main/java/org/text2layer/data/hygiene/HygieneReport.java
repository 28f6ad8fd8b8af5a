package org.text2layer.data.hygiene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.hygiene.CleanedSource.Finding;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.PictureException;
import org.text2layer.image.RgbImage;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What is wrong with the pictures and captions of a source at first sight, and the source without
 * that. Pictures go by their records' keys; a key that repeats has "(2)" and so on behind it.
 * Immutable; large pictures are looked at reduced.
 */
public final class HygieneReport {
  /** Hashes that differ in so few bits of 64 look alike. */
  private static final int NEAR = 4;

  private static final String DUPLICATE = "duplicate";
  private static final String BY_HAND = "by hand";

  private final PictureSource source;
  private final Map<String, PictureQuality> measures;
  private final List<String> captions;
  private final List<FailedRecord> unreadable;
  private final HygieneLimits limits;

  private HygieneReport(
      PictureSource source,
      Map<String, PictureQuality> measures,
      List<String> captions,
      List<FailedRecord> unreadable,
      HygieneLimits limits) {
    this.source = source;
    this.measures = measures;
    this.captions = captions;
    this.unreadable = unreadable;
    this.limits = limits;
  }

  /** Looks over a source without telling how far it is. */
  public static HygieneReport of(PictureSource source) {
    return of(source, (done, total) -> {});
  }

  /**
   * Reads and measures every picture once, on all processors, with the standard limits. What cannot
   * be read is part of the report.
   *
   * @throws DatasetException if the source as a whole cannot be read
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static HygieneReport of(PictureSource source, HygieneListener listener) {
    PictureMeasuring measured = new PictureMeasuring(source, listener);
    return new HygieneReport(
        source,
        Collections.unmodifiableMap(measured.measures()),
        Collections.unmodifiableList(measured.captions()),
        Collections.unmodifiableList(measured.unreadable()),
        HygieneLimits.standard());
  }

  /** The same measures with other limits. */
  public HygieneReport withLimits(HygieneLimits newLimits) {
    return new HygieneReport(source, measures, captions, unreadable, newLimits);
  }

  /** The measures of each picture, in the order of the source. */
  public Map<String, PictureQuality> measures() {
    return measures;
  }

  /** The records whose picture or caption cannot be read, each with its reason. */
  public List<FailedRecord> unreadable() {
    return unreadable;
  }

  /** The pictures with each problem, the worst first. */
  public Map<PictureQuality.Problem, List<String>> problems() {
    Map<PictureQuality.Problem, List<String>> found = new EnumMap<>(PictureQuality.Problem.class);
    measures.forEach(
        (key, quality) ->
            limits
                .problems(quality)
                .forEach(
                    problem -> found.computeIfAbsent(problem, p -> new ArrayList<>()).add(key)));
    found.forEach(
        (problem, keys) -> { // low is bad, but for the darkest pixels of a light picture
          Comparator<String> order =
              Comparator.comparingDouble(key -> problem.measure(measures.get(key)));
          keys.sort(problem == PictureQuality.Problem.LIGHT ? order.reversed() : order);
        });
    return found;
  }

  /** Groups of two and more pictures that are equal, the first of the source first. */
  public List<List<String>> duplicates() {
    return Duplicates.exact(measures);
  }

  /**
   * Groups of two and more pictures that look alike and are not all equal: each is near to another
   * one of its group. Compares all pairs, so that twice the pictures take four times as long.
   */
  public List<List<String>> lookAlikes() {
    return Duplicates.near(measures, NEAR).stream()
        .filter(
            group -> group.stream().map(key -> measures.get(key).digest()).distinct().count() > 1)
        .toList();
  }

  /**
   * Captions that more than one record has, whatever their case and blanks, with their number; the
   * most frequent first.
   */
  public Map<String, Long> repeatedCaptions() {
    Map<String, Long> counts =
        captions.stream()
            .map(caption -> caption.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
            .collect(
                Collectors.groupingBy(
                    caption -> caption, LinkedHashMap::new, Collectors.counting()));
    Map<String, Long> repeated = new LinkedHashMap<>();
    counts.entrySet().stream()
        .filter(count -> count.getValue() > 1)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(count -> repeated.put(count.getKey(), count.getValue()));
    return repeated;
  }

  /**
   * The source without the pictures that have a problem by these limits, and without all but the
   * first of equal ones. Order and numbers of the other records stay as they are, so that a build
   * makes the same samples of them; those left out stand in its ledger as dropped, with their
   * problem ("dark") or "duplicate" as the filter, and its card counts them. Unreadable records
   * stay, and fail there with their reason.
   */
  public PictureSource cleaned() {
    return cleaned(List.of());
  }

  /**
   * The same without some more, as of those that look alike; the ledger says "by hand".
   *
   * @throws IllegalArgumentException if no picture has such a key
   */
  public PictureSource cleaned(Collection<String> more) {
    Map<String, Finding> findings = new HashMap<>();
    for (String key : more) {
      if (!measures.containsKey(key)) {
        throw new IllegalArgumentException(
            "Expected keys of pictures but none has '%s': take them from measures()."
                .formatted(key));
      }
      findings.put(key, new Finding(BY_HAND, 1));
    }
    for (List<String> equal : duplicates()) {
      for (int i = 1; i < equal.size(); i++) {
        findings.put(equal.get(i), new Finding(DUPLICATE, i + 1));
      }
    }
    measures.forEach(
        (key, quality) ->
            limits.problems(quality).stream()
                .findFirst()
                .ifPresent(
                    problem ->
                        findings.put(key, new Finding(problem.label(), problem.measure(quality)))));
    return new CleanedSource(source, findings);
  }

  /** Pictures to look at, laid over white and reduced: read again from the source. */
  public Map<String, RgbImage> pictures(Set<String> keys) {
    Map<String, RgbImage> found = new HashMap<>();
    NumberedKeys numbered = new NumberedKeys();
    try (Stream<InputRecord> records = source.records()) {
      for (var each = records.iterator(); found.size() < keys.size() && each.hasNext(); ) {
        InputRecord record = each.next();
        String key = numbered.next(record);
        if (keys.contains(key) && record instanceof CaptionedPicture captioned) {
          try {
            int side = PictureQuality.LEAST_SIDE;
            found.put(key, captioned.pictureReducedTo(side).picture().overWhite());
          } catch (PictureException gone) { // it was there before: the rest is still shown
          }
        }
      }
    }
    return found;
  }

  /**
   * Columns key, width, height, aspect, darkest, brightest, sharpness, entropy, problems (parted by
   * commas).
   */
  public Table table() {
    StringColumn key = StringColumn.create("key");
    IntColumn width = IntColumn.create("width");
    IntColumn height = IntColumn.create("height");
    DoubleColumn aspect = DoubleColumn.create("aspect");
    DoubleColumn darkest = DoubleColumn.create("darkest");
    DoubleColumn brightest = DoubleColumn.create("brightest");
    DoubleColumn sharpness = DoubleColumn.create("sharpness");
    DoubleColumn entropy = DoubleColumn.create("entropy");
    StringColumn problems = StringColumn.create("problems");
    measures.forEach(
        (name, picture) -> {
          key.append(name);
          width.append(picture.width());
          height.append(picture.height());
          aspect.append(picture.aspect());
          darkest.append(picture.darkest());
          brightest.append(picture.brightest());
          sharpness.append(picture.sharpness());
          entropy.append(picture.entropy());
          problems.append(words(limits.problems(picture)));
        });
    return Table.create(
        "hygiene", key, width, height, aspect, darkest, brightest, sharpness, entropy, problems);
  }

  private static String words(Set<PictureQuality.Problem> problems) {
    return problems.stream().map(PictureQuality.Problem::label).collect(Collectors.joining(", "));
  }

  /** As "331 pictures, 2 dark; 5 records unreadable". */
  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(count(measures.size(), "picture"));
    problems()
        .forEach((problem, keys) -> words.append(", ").append(keys.size() + " " + problem.label()));
    if (!unreadable.isEmpty()) {
      words.append("; ").append(count(unreadable.size(), "record")).append(" unreadable");
    }
    return words.toString();
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
  }
}
