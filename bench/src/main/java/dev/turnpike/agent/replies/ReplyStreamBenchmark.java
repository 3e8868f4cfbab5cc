package dev.turnpike.agent.replies;

import dev.turnpike.bench.micro.PerToken;
import dev.turnpike.events.Channel;
import dev.turnpike.schemas.OneSchema;
import dev.turnpike.schemas.Topics;
import java.time.Clock;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The text of one token, from the model's thread to the producer: gathered, numbered, written as
 * Avro, and sent to a producer of Kafka's own for tests, which acknowledges at once.
 */
@State(Scope.Thread)
public class ReplyStreamBenchmark {
  private static final int TOKENS = 64;

  /** Tokens in an event: 1 is every token by itself, as in a quiet system. */
  @Param({"1", "8", "64"})
  private int gathered = 1;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final ReplyPublisher publisher =
      new ReplyPublisher(producer, OneSchema.serde(Topics.CHAT_REPLIES), Clock.systemUTC());
  private ReplyStream stream = publisher.stream(new UUID(1, 1), 3, 1);

  @Setup
  public void begin() throws InterruptedException {
    stream.text("Once", Channel.ANSWER); // The first text never waits.
  }

  @Benchmark
  @PerToken
  @OperationsPerInvocation(TOKENS)
  public int tokens() throws InterruptedException {
    for (int token = 1; token <= TOKENS; token++) {
      stream.text(" answer", Channel.ANSWER);
      if (token % gathered == 0) {
        stream.flush(); // As the publisher's next round does.
      }
    }
    int events = producer.history().size();
    producer.clear();
    return events;
  }

  @TearDown
  public void end() {
    publisher.close();
  }
}
