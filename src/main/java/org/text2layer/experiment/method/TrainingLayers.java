package org.text2layer.experiment.method;

/** Where the layers come from that a method learns. */
public enum TrainingLayers {
  /** From the scenes' own composition. */
  TRUE("true layers"),
  /** By the data engine with the embedded detector; both quality filters accept them. */
  FILTERED("automatic layers, filtered"),
  /** The same without filters (the paper's LAION-L2I (U)): as many as are kept of those above. */
  AUTOMATIC("automatic layers, unfiltered"),
  /** By the data engine with GrabCut in the detector's place, without filters: as many again. */
  OTHER_DETECTOR("automatic layers by GrabCut, unfiltered");

  private final String label;

  TrainingLayers(String label) {
    this.label = label;
  }

  /** In some words. */
  public String label() {
    return label;
  }
}
