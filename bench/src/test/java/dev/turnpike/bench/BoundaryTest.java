package dev.turnpike.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.bench", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule theLoadKnowsTurnpikeOnlyByItsHttpApi =
      classes()
          .that(resideInAPackage("dev.turnpike.bench.load"))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(resideInAPackage("dev.turnpike.bench.load")));

  @ArchTest
  static final ArchRule theBenchStandsOnTheLocalRunAndTheSimulatedModel =
      classes()
          .that(resideInAPackage("dev.turnpike.bench.."))
          .and(
              resideOutsideOfPackages(
                  "dev.turnpike.bench.memory",
                  "dev.turnpike.bench.judging",
                  "dev.turnpike.bench.analytics"))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.bench..",
                          "dev.turnpike.local..",
                          "dev.turnpike.operations.console",
                          "dev.turnpike.operations.running",
                          "dev.turnpike.embedded..",
                          "dev.turnpike.report")));

  /** What they measure begins and ends on the log. */
  @ArchTest
  static final ArchRule theBenchesOfJudgingAndAnalyticsAlsoKnowTheLog =
      classes()
          .that(resideInAnyPackage("dev.turnpike.bench.judging", "dev.turnpike.bench.analytics"))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.bench..",
                          "dev.turnpike.local..",
                          "dev.turnpike.operations.console",
                          "dev.turnpike.operations.running",
                          "dev.turnpike.embedded..",
                          "dev.turnpike.events",
                          "dev.turnpike.platform",
                          "dev.turnpike.schemas")));

  /** Recall is a library in the workers' JVM, and what is learned from is a topic. */
  @ArchTest
  static final ArchRule theBenchOfTheMemoryAlsoKnowsRecallAndTheLog =
      classes()
          .that(resideInAPackage("dev.turnpike.bench.memory"))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.bench..",
                          "dev.turnpike.local..",
                          "dev.turnpike.operations.console",
                          "dev.turnpike.operations.running",
                          "dev.turnpike.events",
                          "dev.turnpike.platform",
                          "dev.turnpike.schemas",
                          "dev.turnpike.memory.recall",
                          "dev.turnpike.memory.embedding")));
}
