package dev.turnpike.chaos;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.chaos", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule chaosKnowsNoServiceFromInside =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.chaos..",
                          "dev.turnpike.bench.machine..",
                          "dev.turnpike.bench.report..",
                          "dev.turnpike.local..",
                          "dev.turnpike.operations.console",
                          "dev.turnpike.embedded..",
                          "dev.turnpike.schemas..",
                          "dev.turnpike.events..")));

  @ArchTest
  static final ArchRule theAuditorAsksNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.turnpike.chaos.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..", "dev.turnpike.local..", "dev.turnpike.chaos.disturb..");
}
