package org.text2layer.data.build;

import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Outcome;

/**
 * A recipe from a captioned picture to a layered sample. Pure: the same picture and seed give the
 * same outcome, whatever came before and whatever else runs. Called by many threads at once.
 */
public interface SampleMaker {
  /**
   * What becomes of one picture. Exceptions other than errors of the virtual machine become a
   * failed record with their message.
   *
   * @param seed of this record, for whatever is random
   */
  Outcome make(CaptionedPicture picture, long seed);

  /**
   * What a worker's thread does from its start to its end: the work, within whatever the recipe
   * sets for its thread. Called by the thread that starts the worker.
   */
  default Runnable inWorker(Runnable work) {
    return work;
  }

  /**
   * Everything that changes outcomes: names and versions of networks, thresholds, sizes. A build
   * goes on only with the recipe that it began with.
   */
  String description();
}
