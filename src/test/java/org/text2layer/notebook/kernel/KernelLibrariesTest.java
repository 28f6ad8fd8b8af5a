package org.text2layer.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.RecordingKernel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.notebook.KernelClassLoader;
import org.text2layer.notebook.ijava.IJavaNotebook;

/** IJava is in no registry, so its class loading is made anew: old libraries of its own, first. */
class KernelLibrariesTest {
  private static final Path OLD = Path.of("target/libraries-of-ijava");

  /** What install does where a notebook sees these jars before its own. */
  private static void install(List<Path> kernelsOwn) throws ReflectiveOperationException {
    try (URLClassLoader notebook = KernelClassLoader.of(kernelsOwn, entry -> true)) {
      Object kernel =
          notebook.loadClass(RecordingKernel.class.getName()).getConstructor().newInstance();
      notebook
          .loadClass(IJavaNotebook.class.getName())
          .getMethod("install", notebook.loadClass(BaseKernel.class.getName()))
          .invoke(null, kernel);
    } catch (IOException error) {
      throw new java.io.UncheckedIOException(error);
    }
  }

  private static Path onClassPath(String jar) {
    return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(entry -> entry.endsWith(jar + ".jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "gson-2.8.5.jar, com.google.gson.JsonParser.parseString",
    "commons-lang3-3.8.1.jar, org.apache.commons.lang3.StringUtils.getIfEmpty"
  })
  void givenAnOldLibraryOfTheKernelsWhenInstalledThenOneSentenceSaysWhatToDo(
      String jar, String missing) {
    Path old = OLD.resolve(jar).toAbsolutePath();
    assertTrue(Files.exists(old), old + " is missing: run ./mvnw process-test-resources");
    Throwable refused =
        assertThrows(InvocationTargetException.class, () -> install(List.of(old))).getCause();
    assertEquals(
        ("Expected the Gson and commons-lang3 of target/lib but an older one without %s comes first"
                + " (%s): start the kernel by kernel/lab --ijava JAR, or put these two jars before"
                + " IJava's on its class path (docs/setup.md, \"IJava\").")
            .formatted(missing, old.toUri().toString().replace("///", "/")),
        refused.getMessage());
  }

  @Test
  void givenNewLibrariesBeforeTheKernelsOwnWhenInstalledThenItSucceeds() {
    List<Path> first =
        List.of(
            onClassPath("gson-2.13.2"),
            onClassPath("commons-lang3-3.18.0"),
            OLD.resolve("gson-2.8.5.jar"),
            OLD.resolve("commons-lang3-3.8.1.jar"));
    assertDoesNotThrow(() -> install(first));
  }
}
