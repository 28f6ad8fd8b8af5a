package org.text2layer.data.hygiene;

import java.util.OptionalLong;

/** Hears how far the looking over a source is, from the thread that asked for it. */
@FunctionalInterface
public interface HygieneListener {
  /**
   * Told before the first record, now and then, and after the last one.
   *
   * @param done how many records were looked at; 0 at the start only
   * @param total how many there are, if the source knows; at the end as many as were looked at
   */
  void onLooked(long done, OptionalLong total);
}
