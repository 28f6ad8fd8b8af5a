package org.text2layer.notebook.kernel;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * The cell that a kernel runs. A kernel parts with a cell that is interrupted before the cell's
 * thread notices, and drops what that thread shows from then on: "stopped after step 9 of 20" would
 * arrive on one kernel and not on another, today and not tomorrow. Whoever holds the cell itself
 * can still publish in its name.
 */
public final class RunningCell {
  private RunningCell() {}

  /**
   * The kernel's way to answer that cell, from a private field, which JJava and IJava name alike.
   *
   * @param display the kernel's display stream
   * @param type what holds a cell in this kernel
   * @return none if no cell runs, or in a kernel that keeps it elsewhere
   */
  public static <T> Optional<T> of(Object display, Class<T> type) {
    try {
      Field field = display.getClass().getDeclaredField("env");
      field.setAccessible(true);
      return Optional.ofNullable(field.get(display)).filter(type::isInstance).map(type::cast);
    } catch (ReflectiveOperationException | RuntimeException elsewhere) {
      return Optional.empty();
    }
  }
}
