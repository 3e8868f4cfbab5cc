package dev.turnpike.ingress.openai.completions;

import dev.turnpike.bench.micro.PerToken;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** The chunks of an answer of 200 tokens in the OpenAI-compatible stream. */
@State(Scope.Thread)
public class ChatChunksBenchmark {
  private static final int TOKENS = 200;

  private final JsonMapper json = JsonMapper.shared();
  private final MailboxEvent event =
      new MailboxEvent(
          new ReplyEvent(
              UUID.fromString("01900000-0000-7000-8000-000000000001"),
              1,
              Instant.parse("2026-01-02T03:04:05Z"),
              new Delta(7, " answer", Channel.ANSWER)),
          17,
          123_456_789);

  @Benchmark
  @PerToken
  @OperationsPerInvocation(TOKENS)
  public int answer() {
    ChatChunks chunks = new ChatChunks("chatcmpl-0123456789", 1_767_323_045, "sim", true, json);
    int bytes = 0;
    for (int token = 0; token < TOKENS; token++) {
      bytes += chunks.of(event, null).length;
    }
    return bytes;
  }
}
