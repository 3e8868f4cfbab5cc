package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end two servers could see in two places. Each carries a second request that must
 * never be answered: the first is refused and the connection closed, or both are read as one.
 */
class SmugglingTest {
  private static final Target target = Target.start();
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST =
      "POST /api/v1/auth/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final Pattern ANSWERS = Pattern.compile("HTTP/1\\.1 [1-5]\\d\\d");
  private static final int PATIENCE_MILLIS = 2_000;

  static Stream<Arguments> forms() {
    int length = SMUGGLED.length();
    String chunked = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        form("length and chunks", "Content-Length: 5\r\n" + chunked + "\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "chunks and length",
            chunked + "Content-Length: " + (5 + length) + "\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "two lengths",
            "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + SMUGGLED),
        form("two lengths in one", "Content-Length: 0, " + length + "\r\n\r\n" + SMUGGLED),
        form("a signed length", "Content-Length: +0\r\n\r\n" + SMUGGLED),
        form("a negative length", "Content-Length: -1\r\n\r\n" + SMUGGLED),
        form("a length in hex", "Content-Length: 0x0\r\n\r\n" + SMUGGLED),
        form("an endless length", "Content-Length: 99999999999999999999\r\n\r\n" + SMUGGLED),
        form("an empty length", "Content-Length: \r\n\r\n" + SMUGGLED),
        form("a space before the colon", "Content-Length : 0\r\n\r\n" + SMUGGLED),
        form("a folded length", "Content-Length:\r\n 0\r\n\r\n" + SMUGGLED),
        form("other codings", "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form("chunked not last", "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form("chunked twice", chunked + chunked + "\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "xchunked",
            "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "a space before TE's colon",
            "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "a vertical tab in TE",
            "Transfer-Encoding:\u000bchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "TE folded",
            "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form(
            "TE of an older HTTP",
            "HTTP/1.0",
            chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED),
        form("an endless chunk", chunked + "\r\nffffffffffffffff0\r\n" + SMUGGLED),
        form("a negative chunk", chunked + "\r\n-1\r\n" + SMUGGLED),
        form("a chunk in 0x", chunked + "\r\n0x0\r\n\r\n" + SMUGGLED),
        form("a chunk that is too short", chunked + "\r\n1\r\nab\r\n0\r\n\r\n" + SMUGGLED),
        form("bare line feeds in chunks", chunked + "\r\n1\na\n0\n\n" + SMUGGLED),
        form("bare line feeds", "HTTP/1.1", "Content-Length: 0\n\n" + SMUGGLED),
        form("a bare carriage return", "Content-Length: 0\rX: y\r\n\r\n" + SMUGGLED),
        form("a NUL in a header", "X: a\u0000b\r\nContent-Length: 0\r\n\r\n" + SMUGGLED),
        form("a header without a colon", "Nonsense\r\nContent-Length: 0\r\n\r\n" + SMUGGLED),
        form("a header that begins with a space", " X: y\r\nContent-Length: 0\r\n\r\n" + SMUGGLED),
        form("a header without a name", ": y\r\nContent-Length: 0\r\n\r\n" + SMUGGLED),
        form("two hosts", "Host: other\r\nContent-Length: 0\r\n\r\n" + SMUGGLED));
  }

  private static Arguments form(String name, String rest) {
    return Arguments.of(name, POST + rest);
  }

  private static Arguments form(String name, String version, String rest) {
    return Arguments.of(name, POST.replace("HTTP/1.1", version) + rest);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void noSecondRequestIsSeen(String name, String bytes) throws IOException {
    String answers = answersTo(bytes);
    assertThat(ANSWERS.matcher(answers).results().count()).as(name + ": " + answers).isEqualTo(1);
    assertThat(answers).as(name).doesNotContain("smuggled").startsWith("HTTP/1.1 4");
  }

  /** What extends a chunk is no part of the body, and what follows the last one is a request. */
  @Test
  void chunksAreReadAsTheyAreWritten() throws IOException {
    String body = "{\"email\":\"not one\",\"password\":\"x\"}";
    String answers =
        answersTo(
            POST
                + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length())
                + ";extension=\"a;b\"\r\n"
                + body
                + "\r\n0\r\nX-Trailer: GET /smuggled HTTP/1.1\r\n\r\n"
                + "GET /health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(ANSWERS.matcher(answers).results().map(each -> each.group()))
        .containsExactly("HTTP/1.1 422", "HTTP/1.1 200");
  }

  @Test
  void oldHttpIsRefused() throws IOException {
    assertThat(answersTo("GET /health\r\n\r\n")).doesNotContain("healthy");
    assertThat(answersTo("GET /health HTTP/0.9\r\n\r\n")).doesNotContain("healthy");
    assertThat(answersTo("GET /health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(answersTo("GET /health HTTP/3.0\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 505");
    assertThat(answersTo("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(answersTo("\u0016\u0003\u0001\u0002\u0000\u0001")).doesNotContain("HTTP/1.1 200");
    assertThat(answersTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotContain("HTTP/1.1 200");
  }

  /** The host of an absolute address goes before the header, and must be the same. */
  @Test
  void absoluteAddressesReachNothingElse() throws IOException {
    String other =
        answersTo(
            "GET http://evil.example/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(ANSWERS.matcher(other).results().count()).isEqualTo(1);
    assertThat(other).doesNotContain("evil.example");
    assertThat(answersTo("GET http://localhost@evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
  }

  /** A body that was refused before it was read is no request either. */
  @Test
  void whatFollowsARefusalIsNotReadAsARequest() throws IOException {
    String answers =
        answersTo(
            "POST /api/v1/chatbot/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + SMUGGLED.length()
                + "\r\n\r\n"
                + SMUGGLED);
    assertThat(ANSWERS.matcher(answers).results().map(each -> each.group()))
        .containsExactly("HTTP/1.1 401");
  }

  private static String answersTo(String bytes) throws IOException {
    try (Wire wire = target.wire(PATIENCE_MILLIS)) {
      wire.send(bytes);
      return wire.heard();
    }
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
