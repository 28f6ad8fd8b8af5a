package org.text2layer.notebook;

/** One output of a cell that can be replaced: what a kernel's adapter gives to live views. */
public interface LiveOutput {
  /** Shows a view: the first call makes the output, later ones replace it. */
  void show(View view);
}
