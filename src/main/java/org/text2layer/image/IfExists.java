package org.text2layer.image;

/** What to do when a file of that name is there already. */
public enum IfExists {
  /** Leave it alone and say so. */
  REFUSE,
  /** Put the new file in its place, in one step. */
  REPLACE
}
