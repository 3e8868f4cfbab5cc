package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class WebPropertiesTest {

  @Test
  void defaults() {
    assertThat(Web.settings())
        .isEqualTo(
            new WebProperties(
                "Turnpike/0.1 (chat agent)",
                Duration.ofSeconds(5),
                DataSize.ofMegabytes(2),
                5,
                Set.of(80, 443, 8080, 8443),
                Set.of(),
                URI.create("https://html.duckduckgo.com/html/"),
                8));
  }

  @Test
  void mappings() {
    assertThat(
            Web.settings(
                "user-agent", "Acme/1",
                "connect-timeout", "2s",
                "largest-page", "1MB",
                "redirects", "0",
                "ports", "443",
                "allowed-hosts", "wiki.example:8080,[fd00::1]:80",
                "search-url", "http://search.example/html/",
                "search-results", "3"))
        .isEqualTo(
            new WebProperties(
                "Acme/1",
                Duration.ofSeconds(2),
                DataSize.ofMegabytes(1),
                0,
                Set.of(443),
                Set.of("wiki.example:8080", "[fd00::1]:80"),
                URI.create("http://search.example/html/"),
                3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user-agent | '' | user-agent is blank
          connect-timeout | 0s | connect-timeout is PT0S
          largest-page | 1 | largest-page is 1B
          largest-page | 1GB | largest-page is 1073741824B
          redirects | -1 | redirects is -1
          allowed-hosts | wiki.example | allowed-hosts has "wiki.example"
          allowed-hosts | http://wiki.example:80 | allowed-hosts has "http://wiki.example:80"
          search-url | /html/ | search-url is /html/
          search-results | 0 | search-results is 0
          """)
  void impossibleValuesSayWhatToWrite(String name, String value, String message) {
    assertThatThrownBy(() -> Web.settings(name, value))
        .rootCause()
        .hasMessageStartingWith("turnpike.tools.web." + message);
  }
}
