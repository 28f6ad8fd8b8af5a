package org.text2layer.synth.quality.defect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.text2layer.synth.quality.FilterKind;

/** What makes a sample bad (paper, III-D). */
public enum Defect {
  /** The mask lacks a large part of the object. */
  INCOMPLETE_OBJECT(FilterKind.MASK),
  /** The mask holds regions of the background. */
  BACKGROUND_IN_MASK(FilterKind.MASK),
  /** The selected object is too small. */
  SMALL_OBJECT(FilterKind.MASK),
  /** The object, or some of it, still stands in the inpainted region. */
  OBJECT_IN_HOLE(FilterKind.INPAINTING),
  /** The inpainted region shows artefacts. */
  ARTEFACTS(FilterKind.INPAINTING),
  /** The inpainted region does not go with what surrounds it. */
  INCOHERENT_FILL(FilterKind.INPAINTING);

  private final FilterKind filter;

  Defect(FilterKind filter) {
    this.filter = filter;
  }

  /** The filter that shall reject it. */
  public FilterKind filter() {
    return filter;
  }

  /** "incomplete object", for example: in files and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The three defects of a filter. */
  public static List<Defect> of(FilterKind filter) {
    return Arrays.stream(values()).filter(defect -> defect.filter == filter).toList();
  }
}
