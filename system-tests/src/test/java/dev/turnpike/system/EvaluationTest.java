package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.local.cli.Turnpike;
import dev.turnpike.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations through a whole system, in one story: each start costs seconds. */
class EvaluationTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration DONE = Duration.ofMinutes(4);

  @TempDir private Path folder;

  @Test
  void aRunIsComparedWithItsBaselineAndUsersTurnsAreReplayed() throws IOException {
    Path data = folder.resolve("data");
    int port = FreePort.find();
    Commands turnpike = new Commands(data);
    try (ChildJvm up = turnpike.ready(Map.of(), "--port", port)) {
      Person.Chat ada = Person.register(port).chat();
      ada.say("My name is Ada.");
      ada.say("What is my name?");
      ada.say("What time is it in Paris?");

      Path baseline = aRunWithoutBaselinePasses(data);
      theSameAgainPasses(data, baseline);
      aWorseModelDoesNot(data, baseline);
      mistakesAreToldBeforeAnythingRuns(data);
      whatUsersAskedIsAskedAgain(data);

      List<String> completed =
          turnpike.run("tail", "turns.completed", "--from-beginning", "--max", 15);
      assertThat(completed).filteredOn(line -> line.contains("\"EVALUATION\"")).hasSize(12);
      turnpike.stop(up);
    }
  }

  private Path aRunWithoutBaselinePasses(Path data) throws IOException {
    List<String> output = ended(0, run(data, "before"));
    assertThat(output)
        .anyMatch(line -> line.contains("simulated model answered and judged"))
        .anyMatch(line -> line.startsWith("  ok  turns: All turns completed."))
        .anyMatch(line -> line.contains("seed 20260101"));
    Path json = only("before", ".json");
    JsonNode result = JSON.readTree(Files.readString(json));
    assertThat(result.path("items").size()).isEqualTo(4);
    JsonNode answer = result.at("/items/0/answers/0");
    assertThat(answer.path("answer").asString()).contains("42");
    assertThat(answer.path("status").asString()).isEqualTo("completed");
    assertThat(answer.path("prompt_version").asString()).matches("[0-9a-f]{12}");
    assertThat(answer.path("output_tokens").asInt()).isPositive();
    assertThat(answer.path("first_token_ms").asDouble()).isPositive();
    assertThat(answer.path("scores").size()).isEqualTo(5);
    assertThat(result.at("/items/1/answers/0/answer").asString()).contains("Grace");
    assertThat(result.at("/items/3/answers/0/tools/0/name").asString()).isEqualTo("current_time");
    return json;
  }

  private void theSameAgainPasses(Path data, Path baseline) throws IOException {
    ended(0, run(data, "same", "--baseline", baseline));
    assertThat(Files.readString(only("same", ".html")))
        .contains("No regression", "class=\"banner\"")
        .doesNotContain("<script");
  }

  private void aWorseModelDoesNot(Path data, Path baseline) throws IOException {
    List<String> output =
        ended(1, run(data, "worse", "--baseline", baseline, "--model", "sim:tokens=3"));
    assertThat(output).anyMatch(line -> line.startsWith("  NOT checks: "));
    assertThat(Files.readString(only("worse", ".html"))).contains("verdict fail", "Regression");
  }

  private void mistakesAreToldBeforeAnythingRuns(Path data) throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"id\": \"a\"}\n");
    assertThat(ended(2, eval("run", broken, "--data", data, "--results", folder.resolve("none"))))
        .anyMatch(line -> line.contains("line 1: needs either \"input\""));
    assertThat(ended(2, run(data, "none", "--rubrics", "style")))
        .anyMatch(line -> line.contains("There is no rubric style"));
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private void whatUsersAskedIsAskedAgain(Path data) throws IOException {
    List<String> output =
        ended(
            0,
            eval(
                "replay",
                "--data",
                data,
                "--results",
                folder.resolve("replay"),
                "--rubrics",
                "helpfulness,relevancy"));
    assertThat(output).anyMatch(line -> line.equals("Chose 3 recorded turns."));
    Path page = only("replay", ".html");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
        .isEqualTo("rw-------");
    JsonNode result = JSON.readTree(Files.readString(only("replay", ".json")));
    assertThat(result.path("kind").asString()).isEqualTo("replay");
    assertThat(result.path("items")).hasSize(3);
    assertThat(result.path("items").valueStream().map(EvaluationTest::answer))
        .anyMatch(answer -> answer.contains("Ada")); // from the recorded history
    assertThat(Files.readString(page)).contains("1 turns used tools", "Recorded");
  }

  private static String answer(JsonNode item) {
    return item.at("/answers/0/answer").asString();
  }

  private ChildJvm run(Path data, String results, Object... more) throws IOException {
    Path dataset =
        Files.writeString(
            folder.resolve("set.jsonl"),
            """
            {"id": "sum", "input": "What is 6 * 7?", "checks": {"contains": ["42"]}}
            {"id": "name", "messages": [{"role": "user", "content": "My name is Grace."}, {"role": "assistant", "content": "Noted."}, {"role": "user", "content": "What is my name?"}], "checks": {"contains": ["Grace"]}}
            {"id": "hello", "input": "Hello!", "reference": "Hello!"}
            {"id": "time", "input": "What time is it in Paris?"}
            """);
    List<Object> words = new ArrayList<>(List.of(dataset, "--data", data));
    words.addAll(List.of("--results", folder.resolve(results)));
    words.addAll(List.of(more));
    return eval("run", words.toArray());
  }

  private static ChildJvm eval(String command, Object... words) {
    List<Object> arguments = new ArrayList<>(List.of("eval", command));
    arguments.addAll(List.of(words));
    return ChildJvm.running(Turnpike.class)
        .jvmOptions("-Xmx512m")
        .environment(Map.of())
        .arguments(arguments.toArray())
        .start();
  }

  private static List<String> ended(int status, ChildJvm child) {
    try (child) {
      assertThat(child.awaitExit(DONE)).as("%s", child.output()).isEqualTo(status);
      return child.output();
    }
  }

  private Path only(String results, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(results))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
