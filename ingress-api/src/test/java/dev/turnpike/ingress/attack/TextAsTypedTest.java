package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.events.StartTurn;
import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.Party;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text reaches the log, the worker and the next reader as it was typed, or is refused whole. */
class TextAsTypedTest {
  private static final Target target = Target.start();
  private static Party party;

  @BeforeAll
  static void meet() {
    party = Party.of(target.api());
  }

  static Stream<String> texts() {
    return Stream.of(
        "<script>alert('x')</script>",
        "<b>bold</b> & &amp; &lt; \"quoted\" 'single'",
        "${jndi:ldap://x/y} {{7*7}} %s %n #{x}",
        "'; drop table ingress.users; --",
        "  spaces before and behind   ",
        "\ttabs\tand\r\nline\nends\r",
        "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDE9\uD83C\uDDEA",
        "\u202Eright to left\u202C \u0627\u0644\u0633\u0644\u0627\u0645 \u05E9\u05DC\u05D5\u05DD",
        "e\u0301 is not \u00E9; \uFB01 is not fi; \u212B is not \u00C5",
        "\u0001\u0007\u001B[31mred\u001B[0m\u007F\u0085",
        "\uFEFF\u200B\u00A0\u2028\u2029\uFFFD\uFFFF",
        "\\u0041 \\n \\\\ \\\"",
        "C:\\temp\\new ../../etc/passwd",
        "+ %20 %2B a=b&c=d");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void messagesAreNeverRewritten(String text) {
    Answer answer =
        target
            .api()
            .postJson(
                "/api/v1/chatbot/chat", party.visitor().sessionToken(), ApiClient.message(text));
    assertThat(answer.status()).isEqualTo(200);
    StartTurn sent =
        (StartTurn) target.worker().commandsOf(party.visitor().sessionId()).getLast().getBody();
    assertThat(sent.getMessages().getLast().getContent()).isEqualTo(text);
    int last = answer.body().path("messages").size() - 1;
    assertThat(answer.body().path("messages").path(last).path("content").asString())
        .isEqualTo(text);
    assertThat(answer.body().path("messages").path(last - 1).path("content").asString())
        .isEqualTo(text);
  }

  /** Only the spaces around a name are no part of it. */
  @ParameterizedTest
  @MethodSource("texts")
  void namesAreKeptAsTheyAre(String text) {
    String name = text.strip();
    Answer renamed =
        target
            .api()
            .form(
                "PATCH",
                party.fill("/api/v1/auth/session/{id}/name"),
                party.visitor().userToken(),
                Map.of("name", name));
    assertThat(renamed.body().path("name").asString()).isEqualTo(name);
    assertThat(
            target
                .api()
                .get("/api/v1/auth/sessions", party.visitor().userToken())
                .body()
                .path(0)
                .path("name")
                .asString())
        .isEqualTo(name);
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {(byte) 0x80},
        new byte[] {(byte) 0xc0, (byte) 0xaf},
        new byte[] {(byte) 0xc1, (byte) 0x81},
        new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        new byte[] {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0xaf},
        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        new byte[] {(byte) 0xc3},
        new byte[] {(byte) 0xff, (byte) 0xfe},
        new byte[] {0});
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void whatIsNotUtf8IsRefused(byte[] bytes) {
    byte[] before =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] after = "\"}]}".getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[before.length + bytes.length + after.length];
    System.arraycopy(before, 0, body, 0, before.length);
    System.arraycopy(bytes, 0, body, before.length, bytes.length);
    System.arraycopy(after, 0, body, before.length + bytes.length, after.length);
    Answer answer =
        target
            .api()
            .send(
                "POST",
                "/api/v1/chatbot/chat",
                party.visitor().sessionToken(),
                "application/json",
                BodyPublishers.ofByteArray(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asString()).isEqualTo("malformed_body");
  }

  static Stream<Charset> otherCharsets() {
    return Stream.of(
        StandardCharsets.UTF_16,
        StandardCharsets.UTF_16LE,
        StandardCharsets.UTF_16BE,
        Charset.forName("UTF-32"));
  }

  @ParameterizedTest
  @MethodSource("otherCharsets")
  void noOtherEncodingIsGuessed(Charset charset) {
    Answer answer =
        target
            .api()
            .send(
                "POST",
                "/api/v1/chatbot/chat",
                party.visitor().sessionToken(),
                "application/json",
                BodyPublishers.ofString(ApiClient.message("hello"), charset));
    assertThat(answer.status()).isEqualTo(400);
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
