package dev.turnpike.ingress.http;

import static dev.turnpike.ingress.http.PlainClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.RunningIngress;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeControllerTest {
  private static final String CHROMIUM =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

  @ParameterizedTest
  @ValueSource(
      strings = {CHROMIUM, "text/html", "text/*, */*;q=0.1", "application/json;q=0.5, text/html"})
  void whoPrefersPagesIsAPerson(String accept) {
    assertThat(Preference.ofPages(accept)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "null",
        "''",
        "*/*",
        "application/json",
        "application/json, text/html",
        "text/html;q=0.5, application/json",
        "text/html;q=0, */*",
        "garbage"
      },
      delimiter = '|',
      nullValues = "null")
  void whoDoesNotIsAProgram(String accept) {
    assertThat(Preference.ofPages(accept)).isFalse();
  }

  @Test
  void sendsPeopleToTheConsoleAndTellsProgramsWhereItIs() throws Exception {
    try (RunningIngress ingress = RunningIngress.start(Map.of())) {
      PlainClient client = new PlainClient(ingress);
      HttpResponse<String> person = client.get("/", "Accept", CHROMIUM);
      assertThat(person.statusCode()).isEqualTo(302);
      assertThat(header(person, "Location")).endsWith("/console");
      assertThat(header(person, "Vary")).contains("Accept");

      HttpResponse<String> program = client.get("/");
      assertThat(program.statusCode()).isEqualTo(200);
      assertThat(program.body()).contains("\"console\":\"/console\"");
      assertThat(header(program, "Vary")).contains("Accept");
    }
  }
}
