package org.text2layer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who sees whom ({@link PackageTable}), and which libraries stay where. */
@AnalyzeClasses(packages = "org.text2layer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static void packagesSeeWhatTheTableSaysAndNothingElse(JavaClasses classes) {
    Map<String, Map<String, String>> seen = new TreeMap<>();
    for (JavaClass each : classes) {
      Map<String, String> ofPackage =
          seen.computeIfAbsent(PackageTable.nameOf(each.getPackageName()), name -> new TreeMap<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("org.text2layer")
            && !target.getPackageName().equals(each.getPackageName())) {
          ofPackage.putIfAbsent(
              PackageTable.nameOf(target.getPackageName()), dependency.getDescription());
        }
      }
    }
    assertEquals(
        seen.keySet(), new TreeSet<>(PackageTable.MAY_SEE.keySet()), "PackageTable's rows");
    List<String> problems = new ArrayList<>();
    PackageTable.MAY_SEE.forEach(
        (name, allowed) -> problems.addAll(differences(name, allowed, seen.get(name))));
    assertEquals("", String.join("\n", problems), "Correct the code, or PackageTable's row.");
  }

  private static List<String> differences(
      String name, Set<String> allowed, Map<String, String> seen) {
    List<String> problems = new ArrayList<>();
    seen.forEach(
        (target, example) -> {
          if (!allowed.contains(target)) {
            problems.add("%s must not see %s: %s".formatted(name, target, example));
          }
        });
    for (String target : allowed) {
      if (!seen.containsKey(target)) {
        problems.add("%s may see %s but does not".formatted(name, target));
      }
    }
    return problems;
  }

  @ArchTest
  static final ArchRule picturesArePlainJava =
      noClasses()
          .that()
          .resideInAPackage("org.text2layer.image..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..");

  /** An archive's manifest comes from anywhere: a parser of our own would be the greater risk. */
  @ArchTest
  static final ArchRule onlyExportedPicturesSeeJson =
      noClasses()
          .that()
          .resideInAnyPackage("org.text2layer.image", "org.text2layer.image.format")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.gson..");

  @ArchTest
  static final ArchRule nativeTypesStayInNn =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.text2layer.nn..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl.pytorch..");

  @ArchTest
  static final ArchRule openCvStaysInItsPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.text2layer.model.opencv")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule noPackageIsADrawerForEverything =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..core..", "..helper..", "..manager..");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .that()
          .areTopLevelClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl");
}
