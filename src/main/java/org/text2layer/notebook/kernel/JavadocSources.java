package org.text2layer.notebook.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The library's Javadoc at Shift-Tab. JShell reads Javadoc from sources, and looks for them in the
 * JDK's {@code src.zip} alone; it has no way to be told of others, so its list is extended by
 * reflection. That needs {@code --add-opens jdk.jshell/jdk.jshell=ALL-UNNAMED}, which JJava itself
 * needs too; without it, or in a JDK whose JShell is made otherwise, signatures stay without
 * Javadoc.
 */
public final class JavadocSources {
  private JavadocSources() {}

  /** Adds the sources that lie beside the library's jar, if they do. */
  public static void addTo(JShell shell) {
    besideTheJar().ifPresent(sources -> add(shell.sourceCodeAnalysis(), sources));
  }

  private static void add(SourceCodeAnalysis analysis, Path sources) {
    try {
      Method found = analysis.getClass().getDeclaredMethod("findSources");
      found.setAccessible(true);
      List<Path> all = new ArrayList<>();
      for (Object each : (List<?>) found.invoke(analysis)) {
        all.add((Path) each);
      }
      all.add(sources);
      Field kept = analysis.getClass().getDeclaredField("availableSources");
      kept.setAccessible(true);
      kept.set(analysis, List.copyOf(all));
    } catch (ReflectiveOperationException | RuntimeException closed) {
      // Another JShell, or one that is not opened: only Javadoc is missing.
    }
  }

  /** "text2layer-sources.jar" for "text2layer.jar", as Maven names it. */
  private static Optional<Path> besideTheJar() {
    CodeSource source = JavadocSources.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      Path jar = Path.of(source.getLocation().toURI());
      String name = jar.getFileName().toString().replaceFirst("\\.jar$", "-sources.jar");
      return Optional.of(jar.resolveSibling(name)).filter(Files::isRegularFile);
    } catch (URISyntaxException | IllegalArgumentException elsewhere) {
      return Optional.empty();
    }
  }
}
