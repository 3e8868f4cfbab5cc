package dev.turnpike.ingress.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.chat.ChatProperties;
import dev.turnpike.ingress.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

/** Agents and models, which are models alike to OpenAI's clients. */
class AgentNamesTest {
  private final AtomicReference<List<String>> view = new AtomicReference<>(List.of("poet"));
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final AtomicInteger queries = new AtomicInteger();
  private final AgentNames agents =
      new AgentNames(
          () -> {
            queries.incrementAndGet();
            return view.get();
          },
          now::get);

  @Test
  void namesAreKeptForAWhile() {
    assertThat(agents.all()).containsExactly("default", "poet");
    view.set(List.of("critic", "default"));
    assertThat(agents.all()).containsExactly("default", "poet");
    assertThat(queries).hasValue(1);
    now.set(now.get().plus(Duration.ofSeconds(11)));
    assertThat(agents.all()).containsExactly("critic", "default");
    assertThat(queries).hasValue(2);
  }

  @Test
  void beforeAnyWorkerThereIsTheDefault() {
    AgentNames none =
        new AgentNames(
            () -> {
              throw new BadSqlGrammarException("", "", new SQLException("no view", "42P01"));
            },
            now::get);
    assertThat(none.all()).containsExactly("default");
  }

  @Test
  void anAgentOrAnAllowedModelIsChosen() {
    ChatProperties properties =
        new ChatProperties(
            List.of("gpt-5", "sim*", "poet"), Duration.ofSeconds(1), Duration.ofSeconds(1));
    Models models = new Models(agents, properties);
    assertThat(models.names()).containsExactly("default", "poet", "gpt-5");
    assertThat(models.choose("poet")).isEqualTo(new Models.Choice("poet", "poet", null));
    assertThat(models.choose("sim:x")).isEqualTo(new Models.Choice("sim:x", "default", "sim:x"));
    assertThatThrownBy(() -> models.choose("gpt"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status().value()).isEqualTo(404);
              assertThat(problem.code()).isEqualTo("model_not_found");
            });
  }
}
