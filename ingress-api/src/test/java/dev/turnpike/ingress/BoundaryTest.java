package dev.turnpike.ingress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.testing.BoundaryRules;

@AnalyzeClasses(packages = "dev.turnpike.ingress", importOptions = DoNotIncludeTests.class)
class BoundaryTest {
  @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);

  /** Followers can be fed from elsewhere, and streams can carry other formats. */
  @ArchTest
  static final ArchRule mailboxesAndStreamsKnowNothingOfChat =
      noClasses()
          .that()
          .resideInAnyPackage("..ingress.mailbox..", "..ingress.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..ingress.chat..", "..ingress.commands..", "..ingress.sessions..");
}
