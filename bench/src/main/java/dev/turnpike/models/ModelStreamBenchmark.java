package dev.turnpike.models;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.turnpike.bench.micro.PerToken;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worker reads a stream of 200 tokens from the model: as it does, past langchain4j, and as it
 * did not stay (decision 17), with langchain4j's parser and a tree of each event.
 */
@State(Scope.Thread)
public class ModelStreamBenchmark {
  private static final int TOKENS = 200;
  private static final String EVENT =
      "{\"id\":\"chatcmpl-0123456789\",\"object\":\"chat.completion.chunk\",\"created\":1767323045,"
          + "\"model\":\"sim\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" answer\"},"
          + "\"finish_reason\":null}]}";

  private final byte[] stream =
      ("data: " + EVENT + "\n\n").repeat(TOKENS).getBytes(StandardCharsets.UTF_8);
  private final JsonMapper json = JsonMapper.shared();

  @Benchmark
  @PerToken
  @OperationsPerInvocation(TOKENS)
  public int pieces() {
    var text = new StringBuilder(TOKENS * 8);
    ScopedValue.where(PlainDelta.HEARER, text::append)
        .run(() -> parse(new SmallEventParser(), new Trees(text)));
    return text.length();
  }

  @Benchmark
  @PerToken
  @OperationsPerInvocation(TOKENS)
  public int treesRejected() {
    var text = new StringBuilder(TOKENS * 8);
    parse(new DefaultServerSentEventParser(), new Trees(text));
    return text.length();
  }

  private void parse(ServerSentEventParser parser, ServerSentEventListener listener) {
    parser.parse(new ByteArrayInputStream(stream), listener);
  }

  private final class Trees implements ServerSentEventListener {
    private final StringBuilder text;

    Trees(StringBuilder text) {
      this.text = text;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      var chunk = json.readTree(event.data());
      text.append(chunk.path("choices").path(0).path("delta").path("content").asString(""));
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }
}
