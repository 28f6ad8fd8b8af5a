package org.text2layer.experiment.layers;

/** What a cell tells of layers, a value a picture. */
public enum StackMeasure {
  /** 1 where the nearer layer shows the caption's nearer object, else 0. */
  NEARER_RECOGNISED("nearer object recognised", StackExperiment.OBJECTS, true),
  /** The same of the farther. */
  FARTHER_RECOGNISED("farther object recognised", StackExperiment.OBJECTS, true),
  /** 1 where the layers fit the caption's objects better than exchanged. */
  ORDER("order as in the caption", StackExperiment.OBJECTS, true),
  /** How far the recomposed layers are from the true picture. */
  COMPOSITING("compositing error", StackExperiment.RECONSTRUCTION, false),
  /** Mean |m − m̂| over both masks. */
  MASKS("mask error", StackExperiment.RECONSTRUCTION, false);

  private final String key;
  private final String cell;
  private final boolean higherIsBetter;

  StackMeasure(String key, String cell, boolean higherIsBetter) {
    this.key = key;
    this.cell = cell;
    this.higherIsBetter = higherIsBetter;
  }

  /** Its name in cells and tables. */
  public String key() {
    return key;
  }

  /** The measure of the cells that have it. */
  public String cell() {
    return cell;
  }

  /** Whether a higher value is a better one. */
  public boolean isHigherBetter() {
    return higherIsBetter;
  }
}
