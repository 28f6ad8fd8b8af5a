package org.text2layer.synth.quality.defect;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilter;

/**
 * What makes a sample bad: one of the paper's six (III-D), or what a filter of one's own shall
 * reject.
 *
 * @param filter the name of the filter that shall reject it
 * @param label "incomplete object", for example: in files and tables
 */
public record Defect(String filter, String label) {
  /** The mask lacks a large part of the object. */
  public static final Defect INCOMPLETE_OBJECT = new Defect("mask", "incomplete object");

  /** The mask holds regions of the background. */
  public static final Defect BACKGROUND_IN_MASK = new Defect("mask", "background in mask");

  /** The selected object is too small. */
  public static final Defect SMALL_OBJECT = new Defect("mask", "small object");

  /** The mask is of no object at all: a nonsense mask, neither a good nor a spoiled one. */
  public static final Defect NO_OBJECT = new Defect("mask", "no object");

  /** The object, or some of it, still stands in the inpainted region. */
  public static final Defect OBJECT_IN_HOLE = new Defect("inpainting", "object in hole");

  /** The inpainted region shows artefacts. */
  public static final Defect ARTEFACTS = new Defect("inpainting", "artefacts");

  /** The inpainted region does not go with what surrounds it. */
  public static final Defect INCOHERENT_FILL = new Defect("inpainting", "incoherent fill");

  private static final List<Defect> PAPER =
      List.of(
          INCOMPLETE_OBJECT,
          BACKGROUND_IN_MASK,
          SMALL_OBJECT,
          OBJECT_IN_HOLE,
          ARTEFACTS,
          INCOHERENT_FILL);

  /** Those that a person may name: a program that spoils good masks makes no nonsense. */
  private static final List<Defect> NAMED =
      Stream.concat(PAPER.stream(), Stream.of(NO_OBJECT)).toList();

  /** Checks both names: see {@link QualityFilter#requireName}. */
  public Defect {
    QualityFilter.requireName(filter);
    QualityFilter.requireName(label);
  }

  /** The paper's six. */
  public static List<Defect> paper() {
    return PAPER;
  }

  /**
   * The paper's six, {@link #NO_OBJECT}, and others: what a label may name.
   *
   * @throws IllegalArgumentException if two have one label: a label would not tell which is meant
   */
  public static List<Defect> namedAnd(Defect... own) {
    List<Defect> all = Stream.concat(NAMED.stream(), Stream.of(own)).distinct().toList();
    List<String> labels = all.stream().map(Defect::label).toList();
    if (Set.copyOf(labels).size() < all.size()) {
      throw new IllegalArgumentException(
          "Expected defects with different labels but came %s: name each differently."
              .formatted(labels));
    }
    return all;
  }

  /** The names of the filters that shall reject these, in their order. */
  public static List<String> filters(List<Defect> defects) {
    return defects.stream().map(Defect::filter).distinct().toList();
  }

  /** The three of one of the paper's filters. */
  public static List<Defect> of(PaperFilter filter) {
    return PAPER.stream().filter(defect -> defect.filter.equals(filter.label())).toList();
  }

  /**
   * Checks that it is for this filter.
   *
   * @throws IllegalArgumentException if it is for another
   */
  public void requireFor(String name) {
    if (!filter.equals(name)) {
      throw new IllegalArgumentException(
          "Expected a defect that the %s filter judges but came %s: label it for the %s filter."
              .formatted(name, label, filter));
    }
  }
}
