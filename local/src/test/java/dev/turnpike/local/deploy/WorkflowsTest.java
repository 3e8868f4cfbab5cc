package dev.turnpike.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The workflows run what they name and nothing newer, with few rights, and come to an end. */
class WorkflowsTest {
  private static final Path FOLDER = Path.of("../.github/workflows");
  private static final Pattern USES = Pattern.compile("uses: *(.*)");
  private static final Pattern PINNED =
      Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

  @ParameterizedTest
  @MethodSource("files")
  void everyActionIsPinnedToACommitAndItsVersionTold(Path file) throws IOException {
    List<String> used =
        USES.matcher(Files.readString(file)).results().map(each -> each.group(1).strip()).toList();
    assertThat(used).isNotEmpty().allMatch(PINNED.asMatchPredicate());
  }

  @ParameterizedTest
  @MethodSource("files")
  void itHasFewRightsAndEnds(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContain("pull_request_target");
    JsonNode workflow = Deployments.read(file).getFirst().content();
    assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
    assertThat(workflow.at("/concurrency/group").asString("")).isNotEmpty();
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.path("timeout-minutes").asInt(0)).isBetween(1, 120);
      assertThat(job.path("runs-on").asString()).doesNotEndWith("-latest");
      job.path("permissions")
          .propertyStream()
          .forEach(
              right ->
                  assertThat(right.getKey() + ": " + right.getValue().asString())
                      .isIn("contents: read", "packages: write"));
      for (JsonNode step : job.path("steps")) {
        checkStep(step);
      }
    }
  }

  /** What outsiders write must not become part of a script, nor find a token in the checkout. */
  private static void checkStep(JsonNode step) {
    assertThat(step.path("run").asString("")).doesNotContain("${{");
    if (step.path("uses").asString("").startsWith("actions/checkout@")) {
      assertThat(step.at("/with/persist-credentials").asBoolean(true)).isFalse();
    }
  }

  @Test
  void theBuildRunsWhatContinuousIntegrationRuns() throws IOException {
    assertThat(Files.readString(FOLDER.resolve("build.yml"))).contains("- run: .ci/run");
    assertThat(Path.of("../.ci/run")).isExecutable();
  }

  @Test
  void anImageIsBuiltForAllThatIsDeployed() {
    JsonNode workflow = Deployments.read(FOLDER.resolve("images.yml")).getFirst().content();
    Set<String> built =
        Manifest.items(workflow.at("/jobs/image/strategy/matrix/service"))
            .map(each -> "turnpike-" + each.asString())
            .collect(Collectors.toSet());
    Set<String> deployed =
        Deployments.base()
            .workloads()
            .map(each -> each.container().path("image").asString().split(":")[0])
            .collect(Collectors.toSet());
    assertThat(built).isEqualTo(deployed);
  }

  @Test
  void whatIsNotPinnedIsTold() {
    assertThat("actions/checkout@v7").doesNotMatch(PINNED);
    assertThat("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1").doesNotMatch(PINNED);
    assertThat("actions/checkout@3d3c42e # v7.0.1").doesNotMatch(PINNED);
  }

  static Stream<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
