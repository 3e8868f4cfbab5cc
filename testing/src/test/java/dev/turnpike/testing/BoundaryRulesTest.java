package dev.turnpike.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundaryRulesTest {

  private static final JavaClasses TRESPASSERS =
      new ClassFileImporter()
          .importPackages(
              "dev.turnpike.keyed.trespass",
              "dev.turnpike.agent.trespass",
              "dev.turnpike.ingress.trespass",
              "dev.turnpike.judge.trespass");

  static Stream<Arguments> trespasses() {
    return Stream.of(
        Arguments.of(BoundaryRules.keyedConsumptionKnowsNoSpring, "UsesSpring"),
        Arguments.of(BoundaryRules.ingressKnowsOnlyTheBookOfMemory, "UsesAgent"),
        Arguments.of(BoundaryRules.onlyTheLauncherAndTestsEmbed, "EmbedsBroker"));
  }

  @ParameterizedTest
  @MethodSource("trespasses")
  void trespassersAreNamed(ArchRule rule, String trespasser) {
    assertThat(rule.evaluate(TRESPASSERS).getFailureReport().toString()).contains(trespasser);
  }

  @ParameterizedTest
  @MethodSource("innocents")
  void othersAreLeftAlone(ArchRule rule) {
    assertThat(rule.evaluate(TRESPASSERS).hasViolation()).isFalse();
  }

  static Stream<ArchRule> innocents() {
    return Stream.of(
        BoundaryRules.packagesAreFreeOfCycles,
        BoundaryRules.commonKnowsNoService,
        BoundaryRules.agentsKnowOnlyTheRecallOfMemory,
        BoundaryRules.memoryKnowsNoOtherService,
        BoundaryRules.namesSayWhatAThingIs);
  }
}
