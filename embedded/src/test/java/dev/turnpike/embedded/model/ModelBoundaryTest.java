package dev.turnpike.embedded.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the simulated model says is independent of how it is sent. */
@AnalyzeClasses(
    packages = "dev.turnpike.embedded.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelBoundaryTest {
  @ArchTest
  static final ArchRule onlyTheServerKnowsHttp =
      noClasses()
          .that()
          .resideInAnyPackage("..answers..", "..wire..", "..knobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..", "java.net..");

  @ArchTest
  static final ArchRule knobsStandAlone =
      noClasses()
          .that()
          .resideInAPackage("..knobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..answers..", "..wire..");

  @ArchTest
  static final ArchRule noOtherPartOfTurnpike =
      noClasses()
          .that()
          .resideInAPackage("dev.turnpike.embedded.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.turnpike.events..", "dev.turnpike.schemas..", "dev.turnpike.embedded.broker..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.turnpike.embedded.model.(*)..").should().beFreeOfCycles();
}
