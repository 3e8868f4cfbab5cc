package dev.turnpike.analytics.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.analytics.rollup.Kind;
import dev.turnpike.events.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {

  private static final Question.Limits LIMITS =
      new Question.Limits(100, Duration.ofDays(3), Duration.ofDays(90));
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

  @Test
  void whatIsNotSaidIsTheLastHourByMinute() {
    Question question = of(Map.of());
    assertThat(question.from()).isEqualTo("2026-03-01T11:34:00Z");
    assertThat(question.to()).isEqualTo("2026-03-01T12:35:00Z");
    assertThat(question.windows()).isEqualTo(Granularity.MINUTE);
    assertThat(question.groupBy()).isEmpty();
    assertThat(question.only()).isEmpty();
  }

  @Test
  void hoursAreOfTheLastDay() {
    Question question = of(Map.of("granularity", "hour"));
    assertThat(question.from()).isEqualTo("2026-02-28T12:00:00Z");
    assertThat(question.to()).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void aLongTotalIsOfHours() {
    assertThat(of(Map.of("granularity", "total")).windows()).isEqualTo(Granularity.MINUTE);
    assertThat(of(Map.of("granularity", "total", "from", "2026-02-01T00:00:00Z")).windows())
        .isEqualTo(Granularity.HOUR);
  }

  @Test
  void anOldTotalIsOfHoursSinceMinutesAreGone() {
    Question question =
        of(
            Map.of(
                "granularity", "total",
                "from", "2026-02-20T10:30:00Z",
                "to", "2026-02-20T11:30:00Z"));
    assertThat(question.windows()).isEqualTo(Granularity.HOUR);
    assertThat(question.from()).isEqualTo("2026-02-20T10:00:00Z");
  }

  @Test
  void aStatusMayBeInSmallLetters() {
    assertThat(of(Map.of("status", "completed")).only()).isEqualTo(Map.of("status", "COMPLETED"));
  }

  @Test
  void groupsAndFiltersAreTaken() {
    Question question = of(Map.of("group_by", "model, status,model", "agent", "a"));
    assertThat(question.groupBy()).isEqualTo(List.of("model", "status"));
    assertThat(question.only()).isEqualTo(Map.of("agent", "a"));
  }

  @Test
  void anotherInstanceIsAskedTheSame() {
    for (String granularity : List.of("minute", "hour", "total")) {
      Question question =
          Question.of(
              Kind.TURNS,
              Map.of(
                  "granularity", granularity,
                  "from", "2026-03-01T06:34:56Z",
                  "group_by", "agent",
                  "model", "a&b|c"),
              NOW,
              new Question.Limits(1_000, Duration.ofDays(3), Duration.ofDays(90)));
      assertThat(Question.asked(Kind.TURNS, question.asked())).isEqualTo(question);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          granularity; day; granularity is "day": write one of minute, hour, total.
          from; 12; from is "12", which is no instant
          from; 2026-04-01T00:00:00Z; which is not before to
          from; 2026-02-28T00:00:00Z; at most 100 rows are answered
          from; 2026-02-26T00:00:00Z; windows of this granularity are kept since
          status; done; write completed, failed or cancelled
          to; +1000000-01-01T00:00:00Z; write a time of our days
          group_by; user; group_by has "user": write some of agent, model, prompt_version, status
          user; ada; There is no parameter "user"
          """)
  void whatCantBeIsRefusedWithASentence(String name, String value, String sentence) {
    assertThatThrownBy(() -> of(Map.of(name, value)))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining(sentence);
  }

  private static Question of(Map<String, String> parameters) {
    return Question.of(Kind.TURNS, parameters, NOW, LIMITS);
  }
}
