package dev.turnpike.schemas;

import dev.turnpike.bench.micro.PerToken;
import dev.turnpike.events.Channel;
import dev.turnpike.events.Delta;
import dev.turnpike.events.ReplyEvent;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The event of one token, to and from the bytes of its record. Under load an event carries several
 * tokens, so that this is the most that one costs.
 */
@State(Scope.Thread)
public class ReplyEventBenchmark {
  private final UUID turn = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private final Instant at = Instant.parse("2026-01-02T03:04:05.123456Z");
  private final EventSerde<ReplyEvent> serde = OneSchema.serde(Topics.CHAT_REPLIES);
  private final byte[] record = serde.serialize(constructed());

  @Benchmark
  @PerToken
  public byte[] write() {
    return serde.serialize(constructed());
  }

  /** Avro's builders look up defaults by reflection (decision 17). */
  @Benchmark
  @PerToken
  public byte[] writeBuiltRejected() {
    return serde.serialize(built());
  }

  @Benchmark
  @PerToken
  public ReplyEvent read() {
    return serde.deserialize(record);
  }

  private ReplyEvent constructed() {
    return new ReplyEvent(turn, 1, at, new Delta(7, " answer", Channel.ANSWER));
  }

  private ReplyEvent built() {
    return ReplyEvent.newBuilder()
        .setTurnId(turn)
        .setAttempt(1)
        .setAt(at)
        .setBody(Delta.newBuilder().setSeq(7).setText(" answer").setChannel(Channel.ANSWER).build())
        .build();
  }
}
