package dev.turnpike.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.local", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  /**
   * The launcher wires services by their applications, and gives a command line to what is made for
   * one; it knows nothing else of them.
   */
  @ArchTest
  static final ArchRule onlyApplicationsAndCommandsOfServices =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "dev.turnpike.ingress.*..",
                      "dev.turnpike.agent.*..",
                      "dev.turnpike.memory.*..",
                      "dev.turnpike.judge.*..",
                      "dev.turnpike.analytics.*..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.turnpike.judge.evaluation",
                          "dev.turnpike.judge.evaluation.report",
                          "dev.turnpike.memory.eval",
                          "dev.turnpike.judge.trial")));

  @ArchTest
  static final ArchRule onlyCommandsKnowPicocli =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.turnpike.local.cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
