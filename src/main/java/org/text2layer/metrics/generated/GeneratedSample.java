package org.text2layer.metrics.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.text2layer.image.LayeredImage;

/**
 * A two-layer image that a model made, with what it was asked for. Immutable, thread-safe.
 *
 * @param name tells it from the others of its set, as "017"; the name of its human mask's file
 * @param caption empty if it has none
 * @param layers F, B and m
 */
public record GeneratedSample(String name, String caption, LayeredImage layers) {
  /** Checks that there is a name and exactly one layer over the background. */
  public GeneratedSample {
    Objects.requireNonNull(caption, "caption");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a sample's name but it is blank: number the samples, as \"017\".");
    }
    if (layers.layers().size() != 1) {
      throw new IllegalArgumentException(
          "Expected two layers, F over B, but sample '%s' has %s layers over its backdrop: compare two-layer images."
              .formatted(name, layers.layers().size()));
    }
  }

  /** Samples named by their numbers from 0, with the captions of their provenance. */
  public static List<GeneratedSample> numbered(List<LayeredImage> images) {
    List<GeneratedSample> samples = new ArrayList<>();
    for (LayeredImage image : images) {
      String caption = image.provenance().getOrDefault("caption", "");
      samples.add(
          new GeneratedSample(String.format(Locale.ROOT, "%04d", samples.size()), caption, image));
    }
    return samples;
  }

  /**
   * All captions of a set, for measures that need them.
   *
   * @throws IllegalArgumentException if samples have none; the message says how many and which
   */
  public static List<String> captions(List<GeneratedSample> samples) {
    List<String> without =
        samples.stream()
            .filter(sample -> sample.caption().isBlank())
            .map(GeneratedSample::name)
            .toList();
    if (!without.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a caption of every sample but %s of %s have none (%s): give the captions that they were generated from."
              .formatted(without.size(), samples.size(), some(without)));
    }
    return samples.stream().map(GeneratedSample::caption).toList();
  }

  /** Checks that there are samples, and no two of one name. */
  static void requireSet(List<GeneratedSample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected generated samples but came none: generate some first.");
    }
    Set<String> names = new HashSet<>();
    for (GeneratedSample sample : samples) {
      if (!names.add(sample.name())) {
        throw new IllegalArgumentException(
            "Expected a name of its own for every sample but '%s' comes twice: number the samples."
                .formatted(sample.name()));
      }
    }
  }

  /** The first few names, for a message. */
  static String some(List<String> names) {
    int shown = Math.min(3, names.size());
    return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", …" : "");
  }
}
