package dev.turnpike.operations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.operations", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  /** The image of these commands runs beside real parts and brings none along. */
  @ArchTest
  static final ArchRule nothingEmbedded =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.turnpike.embedded..", "dev.turnpike.local..");

  @ArchTest
  static final ArchRule onlyCommandsKnowPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.turnpike.operations.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
