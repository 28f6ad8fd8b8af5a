package org.text2layer.synth.quality.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.text2layer.data.LayeredSample;
import org.text2layer.folder.WholeFile;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;

/**
 * Labels that people gave: at most one for each sample and filter, in the order they were first
 * given. Immutable.
 */
public final class HumanLabels {
  private static final long LARGEST_FILE = 64L << 20;

  /** A label's place: a sample may have one for its mask and one for its background. */
  private record Place(String key, String filter) {}

  private final Map<Place, Label> labels;

  private HumanLabels(Map<Place, Label> labels) {
    this.labels = labels;
  }

  /** No labels yet. */
  public static HumanLabels none() {
    return new HumanLabels(Map.of());
  }

  /** These labels and this one, instead of an older one for the same sample and filter. */
  public HumanLabels with(Label label) {
    return with(List.of(label));
  }

  /** The same for several labels, a later one instead of an earlier. */
  public HumanLabels with(Collection<Label> more) {
    Map<Place, Label> all = new LinkedHashMap<>(labels);
    more.forEach(label -> all.put(new Place(label.key(), label.filter()), label));
    return new HumanLabels(all);
  }

  /**
   * Reads a CSV with the columns key, label (good or bad) and kind: for a bad sample its defect, as
   * "incomplete object" or "no object" for a nonsense mask; for a good one "mask" or "inpainting",
   * or nothing if all is good.
   *
   * @param own defects of filters of one's own that the file may name, beside those of {@link
   *     Defect#namedAnd}
   * @throws IllegalArgumentException if a line is not such a row; the message names it
   * @throws UncheckedIOException if the file cannot be read, is not UTF-8, or is above 64 MiB
   */
  public static HumanLabels read(Path file, Defect... own) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("it is larger than " + LARGEST_FILE + " bytes");
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return none().with(LabelTable.parse(lines, Defect.namedAnd(own), file.toString()));
    } catch (IOException error) {
      throw new UncheckedIOException(
          "Expected to read the labels %s but it failed (%s): check the file and that it is UTF-8."
              .formatted(file, error),
          error);
    }
  }

  /**
   * Writes the CSV that {@link #read} reads, in place of an older one.
   *
   * @throws UncheckedIOException if it cannot be written; an older one is untouched then
   */
  public void save(Path file) {
    WholeFile.replace("labels", file, LabelTable.text(labels.values()));
  }

  /** How many labels. */
  public int size() {
    return labels.size();
  }

  /** All labels in their order. */
  public List<Label> all() {
    return List.copyOf(labels.values());
  }

  /** The label of a sample for a filter, if somebody gave one. */
  public Optional<Label> of(String key, String filter) {
    return Optional.ofNullable(labels.get(new Place(key, filter)));
  }

  /**
   * The labelled samples for a filter, to be mixed into its training: {@link LabelledFeatures#and}.
   *
   * @param samples finds a sample by its key
   * @throws IllegalArgumentException if a labelled sample is not found
   */
  public List<LabelledSample> samples(
      String filter, Function<String, Optional<LayeredSample>> samples) {
    List<LabelledSample> found = new ArrayList<>();
    for (Label label : labels.values()) {
      if (label.filter().equals(filter)) {
        LayeredSample sample =
            samples
                .apply(label.key())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "Expected a sample for the label of '%s' but the data set has none: give the set that was labelled."
                                .formatted(label.key())));
        found.add(new LabelledSample(sample, filter, label.defect()));
      }
    }
    return found;
  }

  /**
   * How far somebody else's labels agree with these, on the samples that both have for a filter.
   *
   * @throws IllegalArgumentException if there are fewer than two such samples
   */
  public LabelAgreement agreement(HumanLabels others, String filter) {
    return LabelAgreement.of(filter, this, others);
  }

  @Override
  public String toString() {
    return labels.size() + " human labels";
  }

  /**
   * What a person says about what a filter judges of one sample: its mask, for example.
   *
   * @param key of the sample in its data set
   * @param filter the name of the filter that judges it too
   * @param defect what is wrong; empty if it is good
   */
  public record Label(String key, String filter, Optional<Defect> defect) {
    private static final int LONGEST_KEY = 1000;

    /** Checks the key, and that the defect is one of the filter's. */
    public Label {
      QualityFilter.requireName(filter);
      boolean plain = key.chars().noneMatch(Character::isISOControl);
      if (key.isBlank() || key.length() > LONGEST_KEY || !plain) {
        throw new IllegalArgumentException(
            "Expected a key of 1 to %s characters without line breaks but came one of %s: give the sample's key."
                .formatted(LONGEST_KEY, key.length()));
      }
      defect.ifPresent(wrong -> wrong.requireFor(filter));
    }

    /** Nothing that this filter judges is wrong with the sample. */
    public static Label good(String key, String filter) {
      return new Label(key, filter, Optional.empty());
    }

    /** This is wrong with the sample. */
    public static Label bad(String key, Defect defect) {
      return new Label(key, defect.filter(), Optional.of(defect));
    }
  }
}
