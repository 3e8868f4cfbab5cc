package dev.turnpike.schemas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.turnpike", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.turnpike.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule schemasKnowNobody =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.turnpike.schemas..", "dev.turnpike.events")
                  .or(resideOutsideOfPackages("dev.turnpike..", "org.springframework..")));
}
