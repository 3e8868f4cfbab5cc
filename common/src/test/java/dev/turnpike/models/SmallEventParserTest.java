package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallEventParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: one\n\ndata: two\n\n",
        "data: one\r\n\r\ndata:two\r\n\r\n",
        "data: a\ndata: b\n\n",
        ": a comment\nretry: 5\nid: 1\ndata: x\n\n",
        "event: error\ndata: {\"a\": 1}\n\n",
        "\n\n\n",
        "data: not ended",
        "data:  two spaces\n\n",
        "data: 😀 é\n\n",
      })
  void readsWhatLangchain4jsParserReads(String stream) {
    assertThat(parse(new SmallEventParser(), stream))
        .isEqualTo(parse(new DefaultServerSentEventParser(), stream));
  }

  static List<Long> seeds() {
    return new Random().longs(30).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void howeverTheBytesCome(long seed) {
    var random = new Random(seed);
    var stream = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      var end = random.nextBoolean() ? "\r\n" : "\n";
      stream.append("data: ").append("é😀x".repeat(random.nextInt(400))).append(end).append(end);
    }

    assertThat(parse(new SmallEventParser(), stream.toString()))
        .isEqualTo(parse(new DefaultServerSentEventParser(), stream.toString()));
  }

  @Test
  void anAbortedStreamIsAnError() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }

          @Override
          public int read(byte[] into, int start, int length) throws IOException {
            throw new IOException("reset");
          }
        };
    var heard = new Heard();
    new SmallEventParser().parse(broken, heard);

    assertThat(heard.errors).singleElement().isInstanceOf(IOException.class);
  }

  private static List<String> parse(ServerSentEventParser parser, String stream) {
    var heard = new Heard();
    parser.parse(trickle(stream.getBytes(StandardCharsets.UTF_8)), heard);
    assertThat(heard.errors).isEmpty();
    return heard.events;
  }

  /** In pieces of every size. */
  private static InputStream trickle(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      private int reads;

      @Override
      public synchronized int read(byte[] into, int start, int length) {
        return super.read(into, start, Math.min(length, 1 + reads++ % 700));
      }
    };
  }

  private static final class Heard implements ServerSentEventListener {
    final List<String> events = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      events.add(event.event() + ": " + event.data());
    }

    @Override
    public void onError(Throwable error) {
      errors.add(error);
    }
  }
}
