package org.text2layer.data.build;

/** Hears how far a build is. */
@FunctionalInterface
public interface BuildListener {
  /**
   * After every chunk, in the thread that runs the build. If it throws, the build stops after the
   * chunks under way, and the exception comes out of it.
   */
  void onProgress(BuildReport report);
}
