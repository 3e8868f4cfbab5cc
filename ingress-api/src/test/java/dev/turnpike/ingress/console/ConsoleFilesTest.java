package dev.turnpike.ingress.console;

import static dev.turnpike.ingress.http.PlainClient.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.ingress.http.PlainClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {
  private static RunningIngress ingress;
  private static PlainClient client;

  @BeforeAll
  static void start() {
    ingress = RunningIngress.start(Map.of());
    client = new PlainClient(ingress);
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/console,text/html",
    "/console/,text/html",
    "/console/index.html,text/html",
    "/webjars/lit-html/lit-html.js,text/javascript",
    "/webjars/lit-html/directives/repeat.js,text/javascript",
    "/webjars/marked/lib/marked.esm.js,text/javascript",
    "/webjars/dompurify/dist/purify.es.mjs,text/javascript",
    "/webjars/highlightjs/highlight.min.js,text/javascript",
    "/webjars/uplot/dist/uPlot.esm.js,text/javascript",
    "/webjars/uplot/dist/uPlot.min.css,text/css"
  })
  void areThereForEverybody(String path, String type) throws Exception {
    HttpResponse<String> answer = client.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith(type);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    assertThat(answer.body()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/webjars/marked/lib/marked.esm.js"})
  void areSentAgainOnlyWhenTheyHaveChanged(String path) throws Exception {
    String tag = header(client.get(path), "ETag");
    assertThat(tag).matches("\"[0-9a-f]{24}\"");

    HttpResponse<String> again = client.get(path, "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(client.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void areCompressedAndKeepTheirTags() throws Exception {
    String path = "/webjars/marked/lib/marked.esm.js";
    HttpResponse<String> plain = client.get(path);
    HttpResponse<String> packed = client.get(path, "Accept-Encoding", "gzip");

    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Vary")).containsIgnoringCase("Accept-Encoding");
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
    var again =
        client.get(path, "Accept-Encoding", "gzip", "If-None-Match", header(packed, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/nothing.js",
        "/console/..%2fingress-api.yml",
        "/console/%2e%2e/db/ingress/V1__accounts_and_sessions.sql",
        "/webjars/",
        "/webjars/swagger-ui/index.html",
        "/webjars/lit-html/",
        "/webjars/lit-html/../swagger-ui/index.html",
        "/webjars/nothing/nothing.js"
      })
  void nothingElseIs(String path) throws Exception {
    assertThat(client.get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void areOnlyRead() throws Exception {
    assertThat(client.send("POST", "/console", "x").statusCode()).isEqualTo(405);
    assertThat(client.send("HEAD", "/console", "").statusCode()).isEqualTo(200);
  }
}
