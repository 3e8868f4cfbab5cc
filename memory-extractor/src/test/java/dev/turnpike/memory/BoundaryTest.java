package dev.turnpike.memory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.memory", importOptions = DoNotIncludeTests.class)
class BoundaryTest {

  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  @ArchTest
  static final ArchRule librariesNeedNothingOfTheExtractor =
      noClasses()
          .that()
          .resideInAnyPackage("dev.turnpike.memory.recall", "dev.turnpike.memory.book")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.turnpike.memory",
              "dev.turnpike.memory.extraction",
              "dev.turnpike.memory.ledger",
              "dev.turnpike.platform..",
              "dev.turnpike.models..",
              "org.springframework.boot..",
              "org.springframework.context..");

  @ArchTest
  static final ArchRule onlyEmbeddingKnowsItsModel =
      classes()
          .that()
          .resideOutsideOfPackage("dev.turnpike.memory.embedding")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are no embedding libraries",
                  type ->
                      !type.getPackageName().startsWith("dev.langchain4j.model.embedding")
                          && !type.getPackageName().startsWith("ai.onnxruntime")));
}
