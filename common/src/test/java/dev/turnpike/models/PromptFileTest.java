package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class PromptFileTest {

  @Test
  void headerAndTextAreToldApart() {
    var prompt = PromptFile.parse("---\nname: relevancy\nscale: 0..1\n---\n\n# Judge\n---\nit\n");

    assertThat(prompt.header()).containsExactly(entry("name", "relevancy"), entry("scale", "0..1"));
    assertThat(prompt.text()).isEqualTo("# Judge\n---\nit");
  }

  @Test
  void aFileWithoutHeaderIsAllText() {
    assertThat(PromptFile.parse("# Judge\n").header()).isEmpty();
    assertThat(PromptFile.parse("---\nnever closed\n").text()).isEqualTo("---\nnever closed");
  }

  @Test
  void theVersionFollowsTheContentAndNotTheLineEnds() {
    var version = PromptFile.parse("---\nname: a\n---\nJudge\n").version();

    assertThat(version).matches("[0-9a-f]{12}");
    assertThat(PromptFile.parse("---\r\nname: a\r\n---\r\nJudge\r\n").version()).isEqualTo(version);
    assertThat(PromptFile.parse("---\nname: b\n---\nJudge\n").version()).isNotEqualTo(version);
  }

  @Test
  void anotherHeaderOrAMissingFileIsRefused() {
    assertThatThrownBy(() -> PromptFile.parse("---\n- a\n- b\n---\nJudge\n"))
        .hasMessageContaining("name: value");
    assertThatThrownBy(() -> PromptFile.load("prompts/none.md"))
        .hasMessageContaining("prompts/none.md");
  }
}
