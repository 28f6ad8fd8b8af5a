package org.text2layer.metrics.generated;

import java.util.Locale;

/** A failure of layers that can be seen without their truth. */
public enum FailureSignature {
  /** Nothing was put into the foreground. */
  EMPTY_MASK(
      "fewer pixels with m above 0.5 than the paper ignores as too small a component (100 of 512 x 512)") {
    @Override
    boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
      return measures.area() < thresholds.emptyBelow();
    }

    @Override
    public double strength(SignatureMeasures measures) {
      return 1 - measures.area();
    }
  },

  /** Everything was put into the foreground. */
  FULL_MASK(
      "the mask is above 0.5 in more than 95 % of the picture: there is no background left to see") {
    @Override
    boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
      return measures.area() > thresholds.fullAbove();
    }

    @Override
    public double strength(SignatureMeasures measures) {
      return measures.area();
    }
  },

  /** The foreground is in pieces; some true objects are, too, as a pair of socks. */
  SEVERAL_COMPONENTS(
      "more than one 8-connected part with m above 0.5, parts below the paper's 100 of 512 x 512 pixels ignored") {
    @Override
    boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
      return measures.components() > thresholds.mostComponents();
    }

    @Override
    public double strength(SignatureMeasures measures) {
      return measures.components();
    }
  },

  /** The background still shows an object where the foreground hides it. */
  OBJECT_IN_BACKGROUND(
      "in the hidden part of B the detector finds an object, or B's detail follows F's: 0.2 or more of either") {
    @Override
    boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
      return measures.remnant().share() >= thresholds.remnantFrom();
    }

    @Override
    public double strength(SignatureMeasures measures) {
      return measures.remnant().share();
    }
  },

  /** The foreground's soft edge has another colour than the object, which shows as a rim. */
  GREY_HALO(
      "in the soft edge F goes from the colour inside 0.25 or more of the way to the background's or to black, or 0.45 to grey") {
    @Override
    boolean shows(SignatureMeasures measures, SignatureThresholds thresholds) {
      EdgeColour edge = measures.edge();
      return edge.towardsBackground() >= thresholds.backgroundFrom()
          || edge.towardsGrey() >= thresholds.greyFrom()
          || edge.towardsBlack() >= thresholds.blackFrom();
    }

    @Override
    public double strength(SignatureMeasures measures) {
      SignatureThresholds standard = SignatureThresholds.standard();
      EdgeColour edge = measures.edge();
      double background = edge.towardsBackground() / standard.backgroundFrom();
      double grey = edge.towardsGrey() / standard.greyFrom();
      double black = edge.towardsBlack() / standard.blackFrom();
      return greatest(greatest(background, grey), black);
    }
  };

  private final String meaning;

  FailureSignature(String meaning) {
    this.meaning = meaning;
  }

  /** Whether an image shows it; a measure that is NaN shows nothing. */
  abstract boolean shows(SignatureMeasures measures, SignatureThresholds thresholds);

  /**
   * By how much: area, components, share of the object; of a halo the multiple of its standard
   * threshold. NaN where the measure is.
   */
  public abstract double strength(SignatureMeasures measures);

  /** When it is seen, with the standard thresholds, in words. */
  public String meaning() {
    return meaning;
  }

  /** "several components", for example: in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static double greatest(double first, double second) {
    return Double.isNaN(first) ? second : Double.isNaN(second) ? first : Math.max(first, second);
  }
}
