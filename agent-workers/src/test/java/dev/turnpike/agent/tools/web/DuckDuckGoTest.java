package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a local stand-in that serves pages written like DuckDuckGo's. */
class DuckDuckGoTest {

  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = new Site();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private List<SearchResult> search(String query, int most) throws Exception {
    var settings = Web.settings("search-url", site.url("/html/"));
    try (var client = WebClient.forSearch(settings, Clock.systemUTC())) {
      return new DuckDuckGo(client, settings).search(query, most, Web.soon());
    }
  }

  private void serve(int status, String page) throws IOException {
    var content = resource(page);
    site.page(
        "/html/", exchange -> Site.send(exchange, status, "text/html; charset=UTF-8", content));
  }

  private static byte[] resource(String page) throws IOException {
    try (var input = DuckDuckGoTest.class.getResourceAsStream("/web/" + page)) {
      return Objects.requireNonNull(input, page).readAllBytes();
    }
  }

  @Test
  void resultsWithoutAdvertisementsAndDetours() throws Exception {
    serve(200, "duckduckgo-results.html");
    assertThat(search("virtual threads", 10))
        .containsExactly(
            new SearchResult(
                "JEP 444: Virtual Threads",
                "https://openjdk.example/jeps/444",
                "Introduce virtual threads to the Java Platform, lightweight threads that reduce the effort of writing concurrent applications."),
            new SearchResult(
                "Virtual threads & platform threads — a guide",
                "https://guide.example/java/threads?lang=en&page=2#pinning",
                "What is pinning, and when does it matter?"),
            new SearchResult("No excerpt here", "https://plain.example/", ""));
  }

  @Test
  void noMoreThanAskedFor() throws Exception {
    serve(200, "duckduckgo-results.html");
    assertThat(search("virtual threads", 1)).hasSize(1);
  }

  @Test
  void theQueryArrivesWhole() throws Exception {
    serve(200, "duckduckgo-results.html");
    var _ = search("c++ & \"größe\" #1?", 1);
    assertThat(site.asked())
        .containsExactly(
            "127.0.0.1:%d /html/?q=c%%2B%%2B+%%26+%%22gr%%C3%%B6%%C3%%9Fe%%22+%%231%%3F"
                .formatted(site.port()));
  }

  @Test
  void nothingFoundIsNoFailure() throws Exception {
    serve(200, "duckduckgo-nothing.html");
    assertThat(search("qwxyz", 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200", "202", "403"})
  void thePuzzleForProgramsIsToldAsWhatItIs(int status) throws Exception {
    serve(status, "duckduckgo-puzzle.html");
    assertThatThrownBy(() -> search("x", 10))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("refuses to search for now");
  }

  @Test
  void aPageOfAnotherKindIsNoEmptyResult() throws IOException {
    site.page("/html/", "text/html", "<p>Welcome to our new design");
    assertThatThrownBy(() -> search("x", 10)).hasMessageContaining("a page that can't be read");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void errorsOfTheEngineAreTold(int status) {
    site.page(
        "/html/",
        exchange -> Site.send(exchange, status, "text/html", "x".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> search("x", 10)).isInstanceOf(WebException.class);
  }

  @Test
  void theEngineMayNotLeadToPrivateAddresses() throws IOException {
    try (var other = new Site().page("/", "text/html", "secret")) {
      site.redirect("/html/", "http://localhost:" + other.port() + "/");
      assertThatThrownBy(() -> search("x", 10)).isInstanceOf(WebException.class);
      assertThat(other.asked()).isEmpty();
    }
  }
}
