package dev.turnpike.judge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.judge", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule verdictsKnowNoLogAndNoDatabase =
      noClasses()
          .that()
          .resideInAnyPackage("dev.turnpike.judge.verdict", "dev.turnpike.judge.rubric")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.springframework.jdbc..",
              "dev.turnpike.platform..",
              "dev.turnpike.judge.scoring");
}
