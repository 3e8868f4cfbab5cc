package dev.turnpike.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolPropertiesTest {

  @Test
  void defaults() {
    var web = Settings.with().web();
    assertThat(Settings.with())
        .isEqualTo(
            new ToolProperties(
                Duration.ofSeconds(20),
                Map.of(),
                24_000,
                32,
                web,
                Map.of(),
                Duration.ofSeconds(10)));
  }

  @Test
  void mappings() {
    var settings =
        Settings.with(
            "timeout", "1s",
            "timeouts.web_search", "2s",
            "longest-result", "1000",
            "concurrent-calls", "3",
            "web.redirects", "1",
            "mcp.files.command", "npx,server",
            "mcp.my-wiki.url", "https://mcp.example/",
            "mcp-patience", "0s");
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.timeouts()).isEqualTo(Map.of("web_search", Duration.ofSeconds(2)));
    assertThat(settings.longestResult()).isEqualTo(1000);
    assertThat(settings.concurrentCalls()).isEqualTo(3);
    assertThat(settings.web().redirects()).isEqualTo(1);
    assertThat(settings.mcp())
        .hasSize(2)
        .hasEntrySatisfying(
            "files", mcp -> assertThat(mcp.command()).isEqualTo(List.of("npx", "server")))
        .hasEntrySatisfying(
            "my-wiki", mcp -> assertThat(mcp.url()).isEqualTo(URI.create("https://mcp.example/")));
    assertThat(settings.mcpPatience()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timeout          | 0s  | turnpike.tools.timeout is PT0S
          timeouts.x       | -1s | turnpike.tools.timeouts.x is PT-1S
          longest-result   | 99  | turnpike.tools.longest-result is 99
          concurrent-calls | 0   | turnpike.tools.concurrent-calls is 0
          """)
  void impossibleValuesSayWhatToWrite(String name, String value, String message) {
    assertThatThrownBy(() -> Settings.with(name, value))
        .rootCause()
        .hasMessageStartingWith(message);
  }
}
