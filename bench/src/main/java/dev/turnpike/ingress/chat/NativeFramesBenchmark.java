package dev.turnpike.ingress.chat;

import dev.turnpike.bench.micro.PerToken;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import dev.turnpike.ingress.mailbox.Cursor;
import dev.turnpike.ingress.mailbox.MailboxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** The frame of one token of the native stream: put together by hand, and by the JSON library. */
@State(Scope.Thread)
public class NativeFramesBenchmark {
  private final UUID turn = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private final JsonMapper json = JsonMapper.shared();
  private final NativeFrames frames = new NativeFrames(turn, json);
  private final Cursor cursor = new Cursor(17, 123_456_789, 2_345);
  private final MailboxEvent event =
      new MailboxEvent(
          new ReplyEvent(
              turn,
              1,
              Instant.parse("2026-01-02T03:04:05Z"),
              new Delta(7, " answer", Channel.ANSWER)),
          17,
          123_456_789);

  @Benchmark
  @PerToken
  public byte[] byHand() {
    return frames.of(event, cursor);
  }

  @Benchmark
  @PerToken
  public byte[] byMapRejected() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("content", " answer");
    data.put("done", false);
    data.put("turn_id", turn);
    data.put("seq", 7);
    String frame = "id: " + cursor.encode() + "\ndata: " + json.writeValueAsString(data) + "\n\n";
    return frame.getBytes(StandardCharsets.UTF_8);
  }
}
