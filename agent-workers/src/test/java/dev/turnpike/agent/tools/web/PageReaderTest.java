package dev.turnpike.agent.tools.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

  private Site site;
  private WebClient client;

  @BeforeEach
  void start() throws IOException {
    site = new Site();
    client = Web.clientOf(site);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    site.close();
  }

  private Page read(String path) throws WebException, InterruptedException {
    return new PageReader(client).read(site.url(path), Web.soon());
  }

  private void serve(String type, byte[] content) {
    site.page("/", exchange -> Site.send(exchange, 200, type, content));
  }

  @Test
  void htmlBecomesTextWithItsTitleAndLinks() throws Exception {
    site.redirect("/old", "/new/page")
        .page(
            "/new/page",
            "text/html",
            "<title>A &amp; B</title><p>See <a href='next?a=b#c'>the next</a>.");
    assertThat(read("/old"))
        .isEqualTo(
            new Page(
                site.url("/new/page"),
                "A & B",
                "See [the next](%s).".formatted(site.url("/new/next?a=b#c")),
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain; charset=windows-1251 | windows-1251 | Привет
          text/plain; charset=utf-8 | UTF-8 | Grüße
          text/plain | UTF-8 | Grüße, 世界
          text/plain | windows-1252 | Grüße
          text/plain; charset=no-such | UTF-8 | Grüße
          text/plain | UTF-16 | Grüße
          application/json | UTF-8 | {"grüße": 1}
          application/ld+json | UTF-8 | {}
          text/html; charset=shift_jis | Shift_JIS | 日本語
          """)
  void charsetsAreFound(String type, String charset, String text) throws Exception {
    serve(type, text.getBytes(Charset.forName(charset)));
    assertThat(read("/").text()).isEqualTo(text);
  }

  @Test
  void aPageMaySayItsCharsetItself() throws Exception {
    serve("text/html", "<meta charset=iso-8859-2><p>Łódź".getBytes(Charset.forName("ISO-8859-2")));
    assertThat(read("/").text()).isEqualTo("Łódź");
  }

  @Test
  void aMarkAtTheBeginIsNoText() throws Exception {
    serve("text/plain; charset=utf-8", "\uFEFFtext".getBytes(StandardCharsets.UTF_8));
    assertThat(read("/").text()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/pdf", "image/png", "application/octet-stream", "video/mp4"})
  void whatIsNoTextIsRefused(String type) {
    site.page("/", type, "x");
    assertThatThrownBy(() -> read("/"))
        .hasMessage("%s is %s, not text, and can't be read.".formatted(site.url("/"), type));
  }

  @Test
  void withoutATypeTheContentTells() throws Exception {
    site.page("/text", "", "some text")
        .page("/html", "", "\n<!DOCTYPE html><p>some <b>html</b>")
        .page("/binary", exchange -> Site.send(exchange, 200, "", new byte[] {1, 0, 2}));
    assertThat(read("/text").text()).isEqualTo("some text");
    assertThat(read("/html").text()).isEqualTo("some html");
    assertThatThrownBy(() -> read("/binary")).hasMessageContaining("of unknown type, not text");
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 400, 403, 404, 500, 503})
  void errorsAreToldWithTheirStatus(int status) {
    site.page("/", exchange -> exchange.sendResponseHeaders(status, -1));
    assertThatThrownBy(() -> read("/"))
        .hasMessage("%s answered with status %d.".formatted(site.url("/"), status));
  }

  @Test
  void anEmptyPageIsEmpty() throws Exception {
    site.page("/", exchange -> exchange.sendResponseHeaders(204, -1));
    assertThat(read("/").text()).isEmpty();
  }
}
