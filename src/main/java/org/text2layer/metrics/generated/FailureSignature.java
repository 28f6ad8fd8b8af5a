package org.text2layer.metrics.generated;

import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;

/** A failure of layers that can be seen without their truth. */
public enum FailureSignature {
  /** Nothing was put into the foreground. */
  EMPTY_MASK(
      "fewer pixels with m above 0.5 than the paper ignores as too small a component (100 of 512 x 512)",
      (measures, thresholds) -> measures.area() < thresholds.emptyBelow(),
      measures -> 1 - measures.area()),
  /** Everything was put into the foreground. */
  FULL_MASK(
      "the mask is above 0.5 in more than 95 % of the picture: there is no background left to see",
      (measures, thresholds) -> measures.area() > thresholds.fullAbove(), SignatureMeasures::area),
  /** The foreground is in pieces; some true objects are, too, as a pair of socks. */
  SEVERAL_COMPONENTS(
      "more than one 8-connected part with m above 0.5, parts below the paper's 100 of 512 x 512 pixels ignored",
      (measures, thresholds) -> measures.components() > thresholds.mostComponents(),
      SignatureMeasures::components),
  /** The background still shows an object where the foreground hides it. */
  OBJECT_IN_BACKGROUND(
      "in the hidden part of B the detector finds an object, or B's detail follows F's: 0.2 or more of either",
      (measures, thresholds) -> measures.remnant().share() >= thresholds.remnantFrom(),
      measures -> measures.remnant().share()),
  /** The foreground's soft edge has another colour than the object, which shows as a rim. */
  GREY_HALO(
      "in the soft edge F goes from the colour inside 0.25 or more of the way to the background's or to black, or 0.45 to grey",
      (measures, thresholds) -> measures.edge().strength(thresholds) >= 1,
      measures -> measures.edge().strength(SignatureThresholds.standard()));

  private final String meaning;
  private final BiPredicate<SignatureMeasures, SignatureThresholds> shows;
  private final ToDoubleFunction<SignatureMeasures> strength;

  FailureSignature(
      String meaning,
      BiPredicate<SignatureMeasures, SignatureThresholds> shows,
      ToDoubleFunction<SignatureMeasures> strength) {
    this.meaning = meaning;
    this.shows = shows;
    this.strength = strength;
  }

  /** Whether an image shows it; a measure that is NaN shows nothing. */
  boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
    return shows.test(measures, thresholds);
  }

  /**
   * By how much: area, components, share of the object; of a halo the multiple of its standard
   * threshold. NaN where the measure is.
   */
  double strength(SignatureMeasures measures) {
    return strength.applyAsDouble(measures);
  }

  /** When it is seen, with the standard thresholds, in words. */
  public String meaning() {
    return meaning;
  }

  /** "several components", for example: in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
