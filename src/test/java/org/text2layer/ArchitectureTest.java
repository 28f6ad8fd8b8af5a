package org.text2layer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of docs/architecture.md. */
@AnalyzeClasses(packages = "org.text2layer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesSeeOnlyWhatTheTableAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("folder")
          .definedBy("org.text2layer.folder..")
          .layer("image")
          .definedBy("org.text2layer.image..")
          .layer("nn")
          .definedBy("org.text2layer.nn..")
          .layer("model")
          .definedBy("org.text2layer.model..")
          .layer("diffusion")
          .definedBy("org.text2layer.diffusion..")
          .layer("data")
          .definedBy("org.text2layer.data..")
          .layer("synth")
          .definedBy("org.text2layer.synth..")
          .layer("train")
          .definedBy("org.text2layer.train..")
          .layer("metrics")
          .definedBy("org.text2layer.metrics..")
          .layer("experiment")
          .definedBy("org.text2layer.experiment..")
          .layer("front door")
          .definedBy("org.text2layer")
          .layer("notebook")
          .definedBy("org.text2layer.notebook..")
          .whereLayer("folder")
          .mayNotAccessAnyLayer()
          .whereLayer("image")
          .mayOnlyAccessLayers("folder")
          .whereLayer("nn")
          .mayOnlyAccessLayers("folder")
          .whereLayer("diffusion")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayOnlyAccessLayers("nn", "image", "folder")
          .whereLayer("data")
          .mayOnlyAccessLayers("model", "nn", "image", "folder")
          .whereLayer("synth")
          .mayOnlyAccessLayers("data", "diffusion", "model", "nn", "image", "folder")
          .whereLayer("synth")
          .mayOnlyBeAccessedByLayers("experiment", "notebook")
          .whereLayer("train")
          .mayOnlyAccessLayers("data", "diffusion", "model", "nn", "image", "folder")
          .whereLayer("train")
          .mayOnlyBeAccessedByLayers("experiment", "notebook")
          .whereLayer("metrics")
          .mayOnlyAccessLayers("data", "model", "nn", "image", "folder")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("experiment", "notebook")
          .whereLayer("experiment")
          .mayOnlyAccessLayers(
              "synth",
              "train",
              "metrics",
              "front door",
              "data",
              "diffusion",
              "model",
              "nn",
              "image",
              "folder")
          .whereLayer("experiment")
          .mayOnlyBeAccessedByLayers("notebook")
          .whereLayer("front door")
          .mayOnlyAccessLayers("model", "diffusion", "nn", "image", "folder")
          .whereLayer("notebook")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule thereAreNoCycles =
      slices().matching("org.text2layer.(**)").should().beFreeOfCycles();

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
          .resideOutsideOfPackage("org.text2layer.nn")
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
