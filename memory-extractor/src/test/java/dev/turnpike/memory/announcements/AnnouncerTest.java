package dev.turnpike.memory.announcements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.MemoryAdded;
import dev.turnpike.events.MemoryChange;
import dev.turnpike.memory.MemoryDatabase;
import dev.turnpike.memory.ledger.FactChange;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AnnouncerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final TestPlatform platform = TestPlatform.shared();

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final String user = "ada-" + UUID.randomUUID();
  private final TopicReader<MemoryChange> changes = TopicReader.fromNow(Topics.MEMORY_CHANGES);
  private final Producer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", platform.bootstrapServers()),
          new StringSerializer(),
          new ByteArraySerializer());
  private final Announcer announcer =
      new Announcer(
          memory.jdbc(),
          new TransactionTemplate(new JdbcTransactionManager(memory.source())),
          EventRecords.of(Topics.MEMORY_CHANGES, platform.schemaRegistry()),
          producer,
          PAUSE,
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    producer.close();
    changes.close();
  }

  @Test
  void whatIsDeletedGetsATombstoneAndWhatIsThereItsText() {
    var facts = memory.learn(user, UUID.randomUUID(), "The user sings.", "The user has a dog.");
    memory.jdbc().sql("delete from memory.facts where text like '%dog%'").update();
    announce(facts);

    announcer.announce();

    var said = said(facts, 2);
    assertThat(said)
        .filteredOn(record -> record.value() != null)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo(facts.getFirst().memoryId().toString());
              assertThat(record.value().getBody()).isEqualTo(new MemoryAdded("The user sings."));
              assertThat(record.value().getProvenance()).isEqualTo(facts.getFirst().provenance());
            });
    assertThat(said)
        .filteredOn(record -> record.value() == null)
        .extracting(ConsumerRecord::key)
        .containsExactly(facts.getLast().memoryId().toString());
    assertThat(said)
        .extracting(ConsumerRecord::partition)
        .as("the user's")
        .containsOnly(said.getFirst().partition());
  }

  /** A turn's transaction may commit what it learned after the tombstone. */
  @Test
  void theLastWordIsThatOfTheDatabase() {
    var facts = memory.learn(user, UUID.randomUUID(), "The user sings.");
    memory.jdbc().sql("delete from memory.facts").update();
    announce(facts);

    await().pollInterval(PAUSE).until(this::allSaid);

    assertThat(said(facts, 2)).extracting(ConsumerRecord::value).containsOnlyNulls();
    announcer.announce();
    assertThat(said(facts, 2)).as("not for ever").hasSize(2);
  }

  private boolean allSaid() {
    announcer.announce();
    return memory
            .jdbc()
            .sql("select count(*) from memory.announcements")
            .query(Integer.class)
            .single()
        == 0;
  }

  private void announce(List<FactChange> facts) {
    for (FactChange fact : facts) {
      memory
          .jdbc()
          .sql("insert into memory.announcements values (:memory, :user, now(), 2)")
          .param("memory", fact.memoryId())
          .param("user", user)
          .update();
    }
  }

  private List<ConsumerRecord<String, MemoryChange>> said(List<FactChange> facts, int count) {
    var ids = facts.stream().map(fact -> fact.memoryId().toString()).toList();
    var read =
        changes.readUntil(
            PATIENCE,
            records -> records.stream().filter(r -> ids.contains(r.key())).count() >= count);
    return read.stream().filter(record -> ids.contains(record.key())).toList();
  }
}
