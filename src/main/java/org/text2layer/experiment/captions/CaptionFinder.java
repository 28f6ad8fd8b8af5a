package org.text2layer.experiment.captions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.SceneObject;

/**
 * Finds captions that a model draws well, by what a {@link CaptionSurvey} measured: {@code
 * CaptionFinder.embedded().find("food")}. Immutable, thread-safe.
 */
public final class CaptionFinder {
  private static final String EMBEDDED = "captions.csv";

  private final List<FoundCaption> captions;
  private final String settings;

  private CaptionFinder(SurveyFile survey) {
    this.settings = survey.words();
    this.captions = captions(survey);
  }

  /** What the embedded weights draw. */
  public static CaptionFinder embedded() {
    try (InputStream file = CaptionFinder.class.getResourceAsStream(EMBEDDED)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new CaptionFinder(SurveyFile.parse(EMBEDDED, text));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /**
   * What another model draws.
   *
   * @param file of a {@link CaptionSurvey}
   * @throws IllegalArgumentException if it is another kind of file
   * @throws UncheckedIOException if it cannot be read
   */
  public static CaptionFinder of(Path file) {
    try {
      return new CaptionFinder(SurveyFile.parse(file.toString(), Files.readString(file)));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static List<FoundCaption> captions(SurveyFile survey) {
    Map<String, String> categories =
        EmojiScenes.all().objects().stream()
            .collect(Collectors.toMap(SceneObject::phrase, SceneObject::category));
    Map<String, List<CaptionMeasurement>> byObject =
        survey.measured().stream()
            .collect(
                Collectors.groupingBy(
                    CaptionMeasurement::phrase, LinkedHashMap::new, Collectors.toList()));
    List<FoundCaption> captions = new ArrayList<>();
    byObject.forEach(
        (phrase, rows) -> {
          List<CaptionMeasurement> drawn = rows.stream().filter(row -> !row.isTrue()).toList();
          if (!drawn.isEmpty()) { // a survey that was stopped has true layers alone
            captions.add(
                new FoundCaption(
                    phrase + " " + survey.setting("scene"),
                    categories.getOrDefault(phrase, ""),
                    mean(drawn, CaptionMeasurement::score),
                    mean(
                        rows.stream().filter(CaptionMeasurement::isTrue).toList(),
                        CaptionMeasurement::score),
                    drawn.stream().mapToInt(CaptionMeasurement::rank).max().orElseThrow(),
                    mean(drawn, CaptionMeasurement::maskArea)));
          }
        });
    captions.sort(Comparator.comparingDouble(FoundCaption::score).reversed());
    return List.copyOf(captions);
  }

  private static double mean(
      List<CaptionMeasurement> rows, ToDoubleFunction<CaptionMeasurement> value) {
    return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /**
   * The captions with words that begin so, in the caption or its category, the best first: "apple".
   *
   * @param words in any case; each has to be there. Categories are "food", "face", "animal or
   *     plant" and the like: {@link FoundCaption#category}
   */
  public List<FoundCaption> find(String words) {
    List<String> wanted = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    return captions.stream()
        .filter(
            found -> {
              String text =
                  (" " + found.caption() + " " + found.category()).toLowerCase(Locale.ROOT);
              return wanted.stream().allMatch(word -> text.contains(" " + word));
            })
        .toList();
  }

  /** All captions, the best first. */
  public List<FoundCaption> all() {
    return captions;
  }

  /** How they were measured. */
  @Override
  public String toString() {
    return captions.size() + " captions, the best first; " + settings;
  }
}
