package dev.turnpike.agent.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.models.PromptFile;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

  private static final Set<String> NAMES = Set.of("agent_name", "current_time");

  @Test
  void fillsEveryPlaceholderAndNothingElse() {
    var template = template("{{agent_name}} at {{ current_time }}, {{agent_name}}.");

    assertThat(template.fill(Map.of("agent_name", "$1\\ {{current_time}}", "current_time", "noon")))
        .isEqualTo("$1\\ {{current_time}} at noon, $1\\ {{current_time}}.");
  }

  @Test
  void refusesMissingAndUnknownPlaceholders() {
    assertThatThrownBy(() -> template("Hello {{agent_name}}, {{wether}}"))
        .hasMessageContaining("lacks [current_time]")
        .hasMessageContaining("unknown [wether]")
        .hasMessageContaining("support.md");
  }

  @Test
  void theVersionFollowsTheText() {
    var one = template("{{agent_name}} {{current_time}}");

    assertThat(one.version()).isEqualTo(template("{{agent_name}} {{current_time}}").version());
    assertThat(one.version()).isNotEqualTo(template("{{agent_name}}, {{current_time}}").version());
  }

  private static PromptTemplate template(String text) {
    return PromptTemplate.of("support.md", PromptFile.parse(text), NAMES);
  }
}
