package dev.turnpike.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.judge.budget.BudgetProperties;
import dev.turnpike.platform.StartRefused;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JudgeWorkersPropertiesTest {

  @Test
  void defaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new JudgeWorkersProperties(
                "", 16, 3, false, "classpath:rubrics/*.md", "", BudgetProperties.none()));
  }

  @Test
  void mappings() {
    assertThat(
            bind(
                Map.of(
                    "turnpike.judge.model", "gpt-4o",
                    "turnpike.judge.concurrent-calls", "3",
                    "turnpike.judge.tries", "2",
                    "turnpike.judge.allow-own-model", "true",
                    "turnpike.judge.rubrics", "file:/etc/rubrics/*.md",
                    "turnpike.judge.rubrics-folder", "mine",
                    "turnpike.judge.budget.cost-per-day", "2.50",
                    "turnpike.judge.budget.tokens-per-day", "9")))
        .isEqualTo(
            new JudgeWorkersProperties(
                "gpt-4o",
                3,
                2,
                true,
                "file:/etc/rubrics/*.md",
                "mine",
                new BudgetProperties(new BigDecimal("2.50"), 9L)));
  }

  @Test
  void noCallsAtAllAreRefused() {
    assertThatThrownBy(() -> properties(0, 1))
        .isInstanceOf(StartRefused.class)
        .hasMessage("turnpike.judge.concurrent-calls is 0: it must be at least 1.");
    assertThatThrownBy(() -> properties(1, 0))
        .isInstanceOf(StartRefused.class)
        .hasMessage("turnpike.judge.tries is 0: it must be at least 1.");
  }

  @Test
  void aNegativeBudgetIsRefused() {
    assertThatThrownBy(() -> new BudgetProperties(new BigDecimal("-1"), null))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("turnpike.judge.budget.cost-per-day is -1: write US dollars");
    assertThatThrownBy(() -> new BudgetProperties(null, -1L))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("turnpike.judge.budget.tokens-per-day is -1");
  }

  private static JudgeWorkersProperties properties(int calls, int tries) {
    return new JudgeWorkersProperties("", calls, tries, false, "", "", BudgetProperties.none());
  }

  private static JudgeWorkersProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("turnpike.judge", JudgeWorkersProperties.class);
  }
}
