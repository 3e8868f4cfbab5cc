package dev.turnpike.chaos.disturb;

import dev.turnpike.chaos.cluster.Access;
import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.load.Ledger;
import dev.turnpike.chaos.load.Poison;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.RegistrySettings;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that nobody can read to {@code chat.requests}, with the keys of live sessions, so
 * that they lie between the records of those. Keeps what the broker has acknowledged.
 */
public final class PoisonPen implements AutoCloseable {
  private static final int UNKNOWN_SCHEMA = 999_999;

  private final KafkaProducer<byte[], byte[]> producer;
  private final byte[] readable;
  private final Supplier<Ledger> ledger;
  private final Chronicle chronicle;
  private final List<Poison> written = new CopyOnWriteArrayList<>();

  /** A record to be written. */
  private record Draft(String kind, @Nullable ByteBuffer value) {

    static Draft of(String kind, byte[] value) {
      return new Draft(kind, ByteBuffer.wrap(value));
    }
  }

  public PoisonPen(Access access, Supplier<Ledger> ledger, Chronicle chronicle) {
    this.readable = readable(access.registryUrl());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", access.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.ledger = ledger;
    this.chronicle = chronicle;
  }

  public List<Poison> written() {
    return List.copyOf(written);
  }

  Disturbance drop(int choice) {
    return Disturbance.once(Topics.CHAT_REQUESTS.name(), () -> drop(new Random(choice)));
  }

  private void drop(Random random) {
    List<String> sessions = ledger.get().sessions();
    for (Draft draft : drafts(random)) {
      String session =
          sessions.isEmpty() ? "nobody" : sessions.get(random.nextInt(sessions.size()));
      write(session, draft);
    }
    chronicle.note(Topics.CHAT_REQUESTS.name(), Chronicle.Event.FED, "unreadable records");
  }

  private void write(String session, Draft draft) {
    byte[] key = session.getBytes(StandardCharsets.UTF_8);
    byte @Nullable [] value = draft.value() == null ? null : draft.value().array();
    try {
      RecordMetadata place =
          producer.send(new ProducerRecord<>(Topics.CHAT_REQUESTS.name(), key, value)).get();
      written.add(
          new Poison(
              draft.kind(),
              place.topic(),
              place.partition(),
              place.offset(),
              ByteBuffer.wrap(key),
              draft.value()));
    } catch (ExecutionException notWritten) {
      // The broker is away too long: what is not there can't be poison. If it is there after all,
      // it shows as a dead letter of something unknown, which the auditor will not believe.
      chronicle.note(Topics.CHAT_REQUESTS.name(), Chronicle.Event.FED, "nothing: " + notWritten);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Draft> drafts(Random random) {
    byte[] garbage = new byte[random.nextInt(1, 400)];
    random.nextBytes(garbage);
    garbage[0] = (byte) 0x7f;
    byte[] truncated = Arrays.copyOf(readable, readable.length / 2);
    byte[] withMore = Arrays.copyOf(readable, readable.length + 3);
    byte[] unknown = ByteBuffer.allocate(9).put((byte) 0).putInt(UNKNOWN_SCHEMA).putInt(7).array();
    return List.of(
        Draft.of("garbage", garbage),
        Draft.of("a truncated record", truncated),
        Draft.of("a record with bytes behind it", withMore),
        Draft.of("an unknown schema", unknown),
        new Draft("no value", null),
        Draft.of("an empty value", new byte[0]));
  }

  /** A command as the ingress writes it. */
  private static byte[] readable(String registryUrl) {
    try (SchemaRegistry registry = SchemaRegistry.connect(RegistrySettings.of(registryUrl))) {
      return EventSerde.of(Topics.CHAT_REQUESTS, registry)
          .serialize(
              TurnCommand.newBuilder()
                  .setTurnId(UUID.randomUUID())
                  .setSessionId("nobody")
                  .setUserId("nobody")
                  .setAcceptedAt(Instant.now())
                  .setBody(CancelTurn.newBuilder().build())
                  .build());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
