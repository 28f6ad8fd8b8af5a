package org.text2layer.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JupyterProcessTest {
  private final ProcessHandle here = ProcessHandle.current();

  private static Map<String, String> named(ProcessHandle process) {
    return Map.of("JPY_PARENT_PID", Long.toString(process.pid()));
  }

  @Test
  void givenALauncherBetweenThemWhenSoughtThenJupyterIsTheAncestorThatTheVariableNames() {
    ProcessHandle launcher = here.parent().orElseThrow();
    assertEquals(Optional.of(launcher), JupyterProcess.among(named(launcher), here));
    launcher
        .parent()
        .ifPresent(
            jupyter ->
                assertEquals(Optional.of(jupyter), JupyterProcess.among(named(jupyter), here)));
  }

  @Test
  void givenAProcessThatDidNotStartTheKernelWhenNamedThenTheKernelDoesNotEndWithIt()
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process other = new ProcessBuilder(java, "-version").start();
    try {
      assertEquals(Optional.empty(), JupyterProcess.among(named(other.toHandle()), here));
      assertEquals(Optional.empty(), JupyterProcess.among(named(here), here));
    } finally {
      other.destroy();
    }
  }

  @Test
  void givenNoJupyterWhenSoughtThenThereIsNone() {
    assertEquals(Optional.empty(), JupyterProcess.among(Map.of(), here));
    assertEquals(
        Optional.empty(), JupyterProcess.among(Map.of("JPY_PARENT_PID", "handle 1a"), here));
  }
}
