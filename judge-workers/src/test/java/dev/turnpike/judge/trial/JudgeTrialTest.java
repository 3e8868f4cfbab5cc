package dev.turnpike.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.testing.TestPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The gates of what is labelled, as ./turnpike eval judge holds judges to them. */
class JudgeTrialTest {

  @TempDir Path folder;

  @Test
  void labelsAgreeWithThemselves() throws InterruptedException {
    var progress = new ArrayList<Integer>();

    var report =
        JudgeTrial.run(
            options(Map.of(), "perfect", List.of(), 2), (rubric, done, all) -> progress.add(done));

    assertThat(report.kind()).isEqualTo(Candidate.Kind.PERFECT);
    assertThat(report.gates()).hasSize(8).allMatch(Gate::passed);
    assertThat(report.total().preferences().first().share()).isEqualTo(0.5);
    assertThat(report.uncovered()).isEmpty();
    assertThat(report.outcomes()).noneMatch(Outcome::isOutdated);
    assertThat(progress).isSorted().hasSize(progress.getLast());
    assertThat(TrialTable.misses(report)).isEmpty();
  }

  @Test
  void theSimulatedJudgeIsSteadyAndSaysThatItIsNone() throws Exception {
    var report = JudgeTrial.run(options(simulation(), null, List.of(), 3), (_, _, _) -> {});

    assertThat(report.kind()).isEqualTo(Candidate.Kind.SIMULATED);
    assertThat(report.gates())
        .as(() -> TrialTable.lines(report).toString())
        .hasSize(5)
        .allMatch(Gate::passed);
    assertThat(TrialTable.lines(report).getFirst()).startsWith("**Simulated**");

    var files = TrialFiles.write(folder, report, Instant.EPOCH, "0123456789ab", true);
    var json = JsonMapper.shared().readTree(Files.readString(files.json()));
    assertThat(json.path("simulated").asBoolean()).isTrue();
    assertThat(json.at("/rubrics/toxicity/items")).hasSize(19);
    assertThat(json.at("/rubrics/toxicity/version").asString()).hasSize(12);
    assertThat(Files.readString(files.table()))
        .startsWith(
            "# A judge held against labels: sim:ttft=0,gap=0\n\nCommit 01234567 and changes to it")
        .contains("## Two grades apart or more");
    assertThat(TrialFiles.write(folder, report, Instant.EPOCH, "0123456789ab", true).table())
        .hasFileName("1970-01-01-01234567-judge-sim-ttft-0-gap-0-2.md");
  }

  @Test
  void rubricsOfOnesOwnAreNotCoveredUntilItemsAre() throws Exception {
    Files.writeString(
        folder.resolve("tone.md"),
        "---\nname: tone\nscale: 0..1\ndirection: higher is better\n---\nJudge the tone.\n");
    var environment = Map.of("JUDGE_RUBRICS_FOLDER", folder.toString());
    var items = folder.resolve("tone.yml");
    Files.writeString(
        items,
        """
        rubric: tone
        items:
        - {name: one, label: 1, why: Kind., user: Hi, assistant: Hello!}
        - {name: two, label: 0, why: Rude., user: Hi, assistant: Go away.}
        """);

    var shipped =
        JudgeTrial.run(
            options(environment, "perfect", List.of("tone", "toxicity"), 1), (_, _, _) -> {});
    assertThat(shipped.uncovered()).containsExactly("tone");
    assertThat(TrialTable.lines(shipped))
        .anyMatch(line -> line.equals("Not covered, since nothing is labelled under them: tone."));
    assertThatThrownBy(
            () ->
                JudgeTrial.run(
                    options(environment, "perfect", List.of("tone"), 1), (_, _, _) -> {}))
        .isInstanceOf(TrialRefusal.class)
        .hasMessageStartingWith("Nothing is labelled under tone");

    var own =
        JudgeTrial.run(
            new TrialOptions(environment, "perfect", List.of("tone"), 1, List.of(items)),
            (_, _, _) -> {});
    assertThat(own.passed()).isTrue();
    assertThat(own.total().agreement().items()).isEqualTo(2);
  }

  @Test
  void aModelThatIsNotThereGivesNoVerdictsAndTheReasonIsTold() throws InterruptedException {
    var report =
        JudgeTrial.run(options(simulation(), "gpt-9", List.of("toxicity"), 1), (_, _, _) -> {});

    assertThat(report.passed()).isFalse();
    assertThat(report.total().agreement().items()).isZero();
    assertThat(TrialTable.lines(report))
        .anyMatch(line -> line.startsWith("Why a verdict is missing, for instance: No verdict"));
  }

  @Test
  void whatCannotBeTriedIsRefusedWithASentence() {
    assertThatThrownBy(
            () -> JudgeTrial.run(options(Map.of(), "perfect", List.of("tine"), 1), (_, _, _) -> {}))
        .hasMessage(
            "There is no rubric tine: there are conciseness, hallucination, helpfulness, relevancy, toxicity.");
    assertThatThrownBy(() -> options(Map.of(), null, List.of(), 0))
        .hasMessage("--repeats is 0: each item is judged at least once.");
  }

  private static Map<String, String> simulation() {
    return Map.of(
        "OPENAI_BASE_URL",
        TestPlatform.shared().modelBaseUrl(),
        "OPENAI_API_KEY",
        "none",
        "DEFAULT_LLM_MODEL",
        "sim:ttft=0,gap=0",
        "TURNPIKE_SIMULATED_MODEL",
        "true");
  }

  private static TrialOptions options(
      Map<String, String> environment,
      @Nullable String judgeModel,
      List<String> rubrics,
      int repeats) {
    return new TrialOptions(environment, judgeModel, rubrics, repeats, List.of());
  }
}
