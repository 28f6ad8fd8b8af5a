package org.text2layer.experiment.layers;

/** What a cell tells of layers, a value a picture. */
public enum StackMeasure {
  /** 1 where the nearer layer shows the caption's nearer object, else 0. */
  NEARER_RECOGNISED("nearer object recognised"),
  /** The same of the farther. */
  FARTHER_RECOGNISED("farther object recognised"),
  /** 1 where the layers fit the caption's objects better than exchanged. */
  ORDER("order as in the caption"),
  /** How far the recomposed layers are from the true picture. */
  COMPOSITING("compositing error"),
  /** Mean |m − m̂| over both masks. */
  MASKS("mask error");

  private final String key;

  StackMeasure(String key) {
    this.key = key;
  }

  /** Its name in cells and tables. */
  public String key() {
    return key;
  }
}
