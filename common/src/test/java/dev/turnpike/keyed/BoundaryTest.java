package dev.turnpike.keyed;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.testing.BoundaryRules;

/** Of the whole module: keyed consumption, models and platform. */
@AnalyzeClasses(
    packages = {"dev.turnpike.keyed", "dev.turnpike.models", "dev.turnpike.platform"},
    importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule keyedConsumptionKnowsKafkaAndNothingOfTurns =
      classes()
          .that()
          .resideInAPackage("dev.turnpike.keyed")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.turnpike.keyed",
              "dev.turnpike.metrics",
              "org.apache.kafka..",
              "io.micrometer..",
              "org.slf4j..",
              "org.jspecify..",
              "java..",
              "javax.net.ssl");

  @ArchTest
  static final ArchRule modelsKnowNothingOfThePlatformButHowToRefuseAStart =
      noClasses()
          .that()
          .resideInAPackage("dev.turnpike.models..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.turnpike.platform..").and(not(type(StartRefused.class))));
}
