package dev.turnpike.stress;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.stress", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule usersKnowTurnpikeOnlyByItsHttpApi =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.stress..",
                          "dev.turnpike.bench..",
                          "dev.turnpike.local.folder",
                          "dev.turnpike.operations.console",
                          "dev.turnpike.embedded.model.knobs")));
}
