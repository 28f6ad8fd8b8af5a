package org.text2layer.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "org.text2layer", importOptions = ImportOption.DoNotIncludeTests.class)
class NotebookImportsTest {
  private static final String WILDCARD = "import (.*)\\.\\*;";

  /** What JJava and IJava import by themselves, or JShell's users by habit. */
  private static final List<String> KERNELS =
      List.of(
          "java.io",
          "java.lang",
          "java.math",
          "java.net",
          "java.nio.file",
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.prefs",
          "java.util.regex",
          "java.util.stream");

  private static Set<String> importedPackages() {
    return NotebookImports.statements().stream()
        .filter(statement -> statement.matches(WILDCARD))
        .map(statement -> statement.replaceFirst(WILDCARD, "$1"))
        .filter(name -> name.startsWith("org.text2layer"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> packagesOfSimpleNames(JavaClasses classes) {
    Map<String, Set<String>> places = new TreeMap<>();
    for (JavaClass type : classes) {
      if (isPublicTopLevel(type) && importedPackages().contains(type.getPackageName())) {
        places
            .computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
            .add(type.getPackageName());
      }
    }
    return places;
  }

  private static boolean isPublicTopLevel(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass();
  }

  @ArchTest
  static void givenTheFrontThenEachOfItsPackagesIsImportedAndNoOther(JavaClasses classes)
      throws IOException {
    Predicate<String> adapter = name -> name.matches("org\\.text2layer\\.notebook\\.[ij]java");
    Set<String> front = new TreeSet<>();
    for (JavaClass type : classes) {
      String name = type.getPackageName();
      if (isPublicTopLevel(type) && !adapter.test(name) && !isInner(name)) {
        front.add(name);
      }
    }
    assertEquals(front, importedPackages());
  }

  private static boolean isInner(String name) throws IOException {
    Path info = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
    return Files.readString(info).contains("An inner package");
  }

  @ArchTest
  static void givenTwoImportedPackagesThenNoTypeIsInBoth(JavaClasses classes) {
    Map<String, Set<String>> places = packagesOfSimpleNames(classes);
    places.values().removeIf(packages -> packages.size() == 1);
    assertEquals(Map.of(), places, "A cell could not name them: rename one.");
  }

  @ArchTest
  static void givenWhatTheKernelsImportThemselvesThenNoTypeOfOursHasSuchAName(JavaClasses classes)
      throws IOException {
    Set<String> clashes = new TreeSet<>(packagesOfSimpleNames(classes).keySet());
    clashes.retainAll(javasSimpleNames());
    assertEquals(Set.of(), clashes, "A cell could not name them: rename ours.");
  }

  private static Set<String> javasSimpleNames() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/packages");
    Set<String> names = new TreeSet<>();
    for (String name : KERNELS) {
      try (Stream<Path> modules = Files.list(base.resolve(name))) {
        for (Path module : modules.map(NotebookImportsTest::real).toList()) {
          Path folder = module.resolve(name.replace('.', '/'));
          if (Files.isDirectory(folder)) {
            names.addAll(classNames(folder));
          }
        }
      }
    }
    assertTrue(names.contains("List") && names.contains("Path"), names.toString());
    return names;
  }

  private static Path real(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException error) {
      throw new java.io.UncheckedIOException(error);
    }
  }

  private static List<String> classNames(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[^$]+\\.class"))
          .map(file -> file.replace(".class", ""))
          .toList();
    }
  }
}
