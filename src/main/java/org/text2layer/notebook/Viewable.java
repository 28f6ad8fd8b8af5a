package org.text2layer.notebook;

/** A value that is made to be looked at: a notebook shows its view. */
public interface Viewable {
  /** How it is shown. */
  View view();
}
