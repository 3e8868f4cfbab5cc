package dev.turnpike.embedded;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** On its own, as the rules that other modules share come from a module that builds on this one. */
@AnalyzeClasses(packages = "dev.turnpike.embedded", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.turnpike.embedded.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule embeddedPartsKnowOnlySchemas =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..")
                  .or(
                      resideInAnyPackage(
                          "dev.turnpike.embedded..",
                          "dev.turnpike.schemas..",
                          "dev.turnpike.events..")));

  @ArchTest
  static final ArchRule oneClassKnowsKafkasInternals =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.turnpike\\.embedded\\.broker\\.KafkaNode")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "kafka..",
                  "scala..",
                  "org.apache.kafka.server..",
                  "org.apache.kafka.metadata..",
                  "org.apache.kafka.storage.."));
}
