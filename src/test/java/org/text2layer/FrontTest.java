package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The front: what users see. Java has no word for what only neighbouring packages may use, so some
 * packages are inner ones: public in bytecode, without Javadoc, and in no signature of the front.
 */
@AnalyzeClasses(packages = "org.text2layer", importOptions = ImportOption.DoNotIncludeTests.class)
class FrontTest {
  private static final Set<String> INNER =
      Set.of(
          "data.list",
          "data.tar",
          "folder",
          "image.format",
          "nn.program",
          "notebook.html",
          "notebook.kernel",
          "pipeline.checkpoint",
          "synth.quality.evidence");

  private static final Path PROOFS = Path.of("src/test/java/com");

  /** JJava finds the one in a service file, and the one imports the other into every notebook. */
  private static final Set<String> IMPORTED_BY_NAME = Set.of("JJavaExtension", "JJavaNotebook");

  private static boolean isInner(JavaClass type) {
    return type.getPackageName().startsWith("org.text2layer")
        && INNER.contains(PackageTable.nameOf(type.getPackageName()));
  }

  @ArchTest
  static void noSignatureOfTheFrontNamesAnInnerType(JavaClasses classes) {
    Set<String> problems = new TreeSet<>();
    for (JavaClass type : classes) {
      if (isInner(type) || !type.getModifiers().contains(JavaModifier.PUBLIC)) {
        continue;
      }
      for (JavaCodeUnit member : type.getCodeUnits()) {
        boolean seen = member.getModifiers().contains(JavaModifier.PUBLIC);
        boolean inner =
            Stream.concat(
                    member.getRawParameterTypes().stream(), Stream.of(member.getRawReturnType()))
                .map(JavaClass::getBaseComponentType)
                .anyMatch(FrontTest::isInner);
        if (seen && inner) {
          problems.add(member.getFullName());
        }
      }
    }
    assertEquals(Set.of(), problems, "Make it package-private, or give it a type of the front.");
  }

  /**
   * A type is public for another package of the library, for what users read and write, or because
   * a public signature has it.
   */
  @ArchTest
  static void everyPublicTypeHasSomebodyWhoUsesIt(JavaClasses classes) throws IOException {
    Set<String> used = new TreeSet<>(wordsOfUsers());
    used.addAll(IMPORTED_BY_NAME);
    for (JavaClass type : classes) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().equals(type.getPackageName())) {
          used.add(outermost(target).getSimpleName());
        }
      }
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        signatures(type)
            .map(FrontTest::outermost)
            .filter(other -> !other.equals(outermost(type)))
            .forEach(other -> used.add(other.getSimpleName()));
      }
    }
    Set<String> unused = new TreeSet<>();
    for (JavaClass type : classes) {
      if (type.isTopLevelClass()
          && type.getModifiers().contains(JavaModifier.PUBLIC)
          && !used.contains(type.getSimpleName())) {
        unused.add(type.getName());
      }
    }
    assertEquals(Set.of(), unused, "Make it package-private.");
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getBaseComponentType().getEnclosingClass().map(FrontTest::outermost).orElse(type);
  }

  private static Stream<JavaClass> signatures(JavaClass type) {
    return type.getMembers().stream()
        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(member -> member.getAllInvolvedRawTypes().stream());
  }

  private static Set<String> wordsOfUsers() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path place : List.of(Path.of("README.md"), Path.of("docs"), Path.of("bench"), PROOFS)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(md|java)")).toList()) {
          words.addAll(List.of(Files.readString(file).split("\\W+")));
        }
      }
    }
    try (Stream<Path> notebooks = Files.list(Path.of("notebooks"))) {
      for (Path notebook : notebooks.filter(f -> f.toString().endsWith(".ipynb")).toList()) {
        JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        for (JsonElement cell : json.getAsJsonArray("cells")) {
          String source = cell.getAsJsonObject().get("source").toString();
          words.addAll(List.of(source.replace("\\n", " ").split("\\W+")));
        }
      }
    }
    return words;
  }

  @Test
  void whatUsersReadAndWriteNamesNoInnerPackage() throws IOException {
    Set<String> problems = new TreeSet<>();
    for (Path place :
        List.of(Path.of("README.md"), Path.of("docs"), Path.of("notebooks"), PROOFS)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(f -> f.toString().matches(".*\\.(md|java|ipynb)")).toList()) {
          String text = Files.readString(file);
          INNER.stream()
              .filter(name -> text.contains("org.text2layer." + name + "."))
              .forEach(name -> problems.add(file + " names " + name));
        }
      }
    }
    assertEquals(Set.of(), problems);
  }

  @Test
  void innerPackagesHaveNoJavadocAndSayThatTheyAreInner() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (String name : INNER) {
      assertEquals(1, pom.split("\\borg\\.text2layer\\." + name + "\\b", -1).length - 1, name);
      Path info =
          Path.of("src/main/java/org/text2layer", name.replace('.', '/'), "package-info.java");
      assertEquals(true, Files.readString(info).contains("An inner package"), info.toString());
    }
  }
}
