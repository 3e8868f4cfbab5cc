package dev.turnpike.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/**
 * Who may know whom. Each module's boundary test takes all of them in one line,
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.turnpike.ingress", importOptions = DoNotIncludeTests.class)
 * class BoundaryTest {
 *   @ArchTest static final ArchTests shared = ArchTests.in(BoundaryRules.class);
 * }
 * }</pre>
 *
 * and adds its own. A rule about other modules holds there by having nothing to check.
 */
public final class BoundaryRules {

  private static final String[] SERVICES = {
    "dev.turnpike.ingress..",
    "dev.turnpike.agent..",
    "dev.turnpike.memory..",
    "dev.turnpike.judge..",
    "dev.turnpike.analytics.."
  };
  private static final String[] COMMON = {
    "dev.turnpike.keyed..",
    "dev.turnpike.models..",
    "dev.turnpike.platform..",
    "dev.turnpike.report.."
  };
  private static final String[] SCHEMAS = {"dev.turnpike.schemas..", "dev.turnpike.events.."};

  @ArchTest
  public static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.turnpike.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  public static final ArchRule schemasKnowNoOtherModule =
      classes()
          .that(resideInAnyPackage(SCHEMAS))
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("dev.turnpike..").or(resideInAnyPackage(SCHEMAS)))
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule keyedConsumptionKnowsNoSpring =
      noClasses()
          .that(resideInAPackage("dev.turnpike.keyed.."))
          .should()
          .dependOnClassesThat(resideInAPackage("org.springframework.."))
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule commonKnowsNoService =
      noClasses()
          .that(resideInAnyPackage(COMMON))
          .should()
          .dependOnClassesThat(resideInAnyPackage(SERVICES))
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule onlyTheLauncherAndTestsEmbed =
      noClasses()
          .that(resideInAnyPackage(SERVICES).or(resideInAnyPackage(COMMON)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.turnpike.embedded..", "dev.turnpike.testing..", "dev.turnpike.local.."))
          .allowEmptyShould(true);

  @ArchTest
  public static final ArchRule ingressKnowsOnlyTheBookOfMemory =
      onlyItself(
          "dev.turnpike.ingress..", "dev.turnpike.memory.book", "dev.turnpike.memory.embedding");

  @ArchTest
  public static final ArchRule memoryKnowsNoOtherService = onlyItself("dev.turnpike.memory..");

  @ArchTest
  public static final ArchRule judgeKnowsNoOtherService = onlyItself("dev.turnpike.judge..");

  @ArchTest
  public static final ArchRule analyticsKnowNoOtherService = onlyItself("dev.turnpike.analytics..");

  @ArchTest
  public static final ArchRule agentsKnowOnlyTheRecallOfMemory =
      onlyItself(
          "dev.turnpike.agent..", "dev.turnpike.memory.recall", "dev.turnpike.memory.embedding");

  @ArchTest
  public static final ArchRule dependenciesComeThroughConstructors =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.allowEmptyShould(true);

  @ArchTest
  public static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Util|Utils|Impl|Helper|Service)")
          .allowEmptyShould(true);

  private BoundaryRules() {}

  private static ArchRule onlyItself(String service, String... alsoAllowed) {
    return classes()
        .that(resideInAPackage(service))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackages(SERVICES)
                .or(resideInAPackage(service))
                .or(resideInAnyPackage(alsoAllowed)))
        .allowEmptyShould(true);
  }
}
