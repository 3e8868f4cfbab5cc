package dev.turnpike.judge;

import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.budget.BudgetProperties;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.ModelProperties;
import dev.turnpike.models.Models;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.testing.LogLines;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AssignmentsTest {

  @TempDir private Path folder;
  private final Models models =
      new Models(
          new Binder(
                  new MapConfigurationPropertySource(
                      Map.of(
                          "m.base-url", "http://127.0.0.1:1/v1",
                          "m.default-model", "fast",
                          "m.catalogue.fast.model", "gpt",
                          "m.catalogue.quick.model", "gpt",
                          "m.catalogue.wise.model", "claude",
                          "m.catalogue.sim.simulated", "true")))
              .bind("m", ModelProperties.class)
              .get(),
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void theRubricsModelJudgesElseTheServices() throws IOException {
    write("a", "judge-model: wise");
    write("b", "sample-rate: 1");

    assertThat(assignments("quick", false).all())
        .extracting(Assignment::model)
        .containsExactly("wise", "quick");
    assertThat(assignments("", false).all())
        .extracting(Assignment::model)
        .containsExactly("wise", "fast");
  }

  @Test
  void aModelThatThereIsNotIsRefused() throws IOException {
    write("a", "judge-model: gone");

    assertThatThrownBy(() -> assignments("", false))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("No model can judge under the rubric a. There is no model gone");
  }

  @Test
  void aModelDoesNotJudgeItselfByAnotherNameEither() throws IOException {
    write("a", "judge-model: quick");

    assertThat(isOwn(assignments("", false), "quick")).isTrue();
    assertThat(isOwn(assignments("", false), "fast")).isTrue();
    assertThat(isOwn(assignments("", false), "wise")).isFalse();
    assertThat(isOwn(assignments("", true), "quick")).isFalse();
  }

  @Test
  void theSimulatedModelMayJudgeItself() throws IOException {
    write("a", "judge-model: sim");

    assertThat(isOwn(assignments("", false), "sim")).isFalse();
  }

  @Test
  void itIsToldWhenTheDefaultModelsAnswersWontBeJudged() throws IOException {
    write("a", "judge-model: quick");
    write("b", "judge-model: wise");
    try (var lines = LogLines.open()) {
      assignments("", false).warnOfOwnModel(models.defaultModel());
      assignments("", true).warnOfOwnModel(models.defaultModel());

      assertThat(lines.all())
          .filteredOn(line -> line.whole().contains("Answers of the default model are not judged"))
          .singleElement()
          .satisfies(line -> assertThat(line.whole()).contains("[a]", "fast"));
    }
  }

  private Assignments assignments(String model, boolean allowOwnModel) {
    return Assignments.of(
        new JudgeWorkersProperties(
            model, 1, 1, allowOwnModel, "", folder.toString(), BudgetProperties.none()),
        models);
  }

  private static boolean isOwn(Assignments assignments, String answering) {
    CompletedTurn turn = Turns.builder("ada", user("Hi")).setModel(answering).build();
    return assignments.isOwnModel(assignments.all().getFirst(), turn);
  }

  private void write(String name, String line) throws IOException {
    Files.writeString(
        folder.resolve(name + ".md"),
        "---\nname: %s\nscale: 0..1\ndirection: higher is better\n%s\n---\nJudge.\n"
            .formatted(name, line));
  }
}
