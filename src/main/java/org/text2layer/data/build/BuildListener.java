package org.text2layer.data.build;

import java.util.OptionalLong;

/** Hears how far a build is. */
@FunctionalInterface
public interface BuildListener {
  /**
   * Before a run's first record, in the thread that runs the build. Not called where there is
   * nothing to do, since the build is complete.
   *
   * @param total how many records there are in all, if the source knows
   */
  default void onStarted(OptionalLong total) {}

  /**
   * After every chunk, in the thread that runs the build. If it throws, the build stops after the
   * chunks under way, and the exception comes out of it.
   */
  void onProgress(BuildReport report);

  /** When a run ends: the build is complete, or an interrupt stopped it. */
  default void onFinished(BuildReport report) {}
}
