package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One consumer on a broker: order, independence of keys, commits, dead letters, bounds. */
class KeyedConsumerTest {

  private static final String BROKER = TestPlatform.shared().bootstrapServers();

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void keepsTheOrderOfEachKeyAndLetsNoKeyWaitForAnother() throws Exception {
    try (var stage = new Stage(BROKER, 8)) {
      var quick = keys("quick", 300);
      var slow = keys("slow", 40);
      var sent = stage.sendRounds(Stream.concat(quick.stream(), slow.stream()).toList(), 6);
      var release = new CountDownLatch(1);
      Set<String> running = ConcurrentHashMap.newKeySet();
      stage.start(
          stage.settings(),
          record -> {
            assertThat(running.add(Stage.key(record))).as("alone in its key").isTrue();
            if (Stage.key(record).startsWith("slow")) {
              release.await();
            } else if (record.offset() % 7 == 0) {
              Thread.sleep(ThreadLocalRandom.current().nextInt(20));
            }
            running.remove(Stage.key(record));
            return stage.echo(record);
          });

      stage.awaitOutcomes(sent.stream().filter(value -> value.startsWith("quick")).toList());
      assertThat(running).hasSize(40);
      release.countDown();

      assertInOrderPerKey(stage.awaitOutcomes(sent));
    }
  }

  static void assertInOrderPerKey(List<ConsumerRecord<String, String>> records) {
    Map<String, Integer> next = new HashMap<>();
    for (var record : records) {
      int turn = next.merge(record.key(), 1, Integer::sum) - 1;
      assertThat(record.value()).isEqualTo(record.key() + ":" + turn);
    }
  }

  @Test
  void saysWhatItHolds() throws Exception {
    try (var stage = new Stage(BROKER, 2)) {
      stage.sendRounds(List.of("a"), 3);
      var release = new CountDownLatch(1);
      var consumer =
          stage.start(
              stage.settings(),
              record -> {
                release.await();
                return stage.echo(record);
              });

      await().until(() -> consumer.status().uncommitted() == 3);
      var status = consumer.status();
      assertThat(status.partitions()).containsExactly(0, 1);
      assertThat(status.running()).isEqualTo(1);
      assertThat(status.widestWindow()).isEqualTo(3);
      assertThat(status.full()).isZero();
      assertThat(status.oldest()).hasValueSatisfying(age -> assertThat(age).isPositive());
      release.countDown();
      await().until(() -> consumer.status().oldest().isEmpty());
    }
  }

  @Test
  void afterARestartOnlyWhatWasNotDoneRunsAgain() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var sent = stage.sendRounds(List.of("stuck", "a", "b", "c"), 50);
      var forever = new CountDownLatch(1);
      var first =
          stage.start(
              stage.settings(),
              record -> {
                if (Stage.value(record).equals("stuck:10")) {
                  forever.await();
                }
                return stage.echo(record);
              });
      var stuck = IntStream.range(10, 50).mapToObj(i -> "stuck:" + i).toList();
      stage.awaitOutcomes(sent.stream().filter(value -> !stuck.contains(value)).toList());
      first.close();

      var again = ConcurrentHashMap.<String>newKeySet();
      stage.start(
          stage.settings(),
          record -> {
            again.add(Stage.value(record));
            return stage.echo(record);
          });

      stage.awaitOutcomes(sent);
      assertThat(again).isEqualTo(new HashSet<>(stuck));
    }
  }

  @Test
  void whoWantsToKnowHearsWhenItIsPublished() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var published = ConcurrentHashMap.<String>newKeySet();
      var sent = stage.sendRounds(List.of("a", "b"), 3);
      stage.start(
          stage.settings(),
          record -> stage.echo(record).whenCommitted(() -> published.add(Stage.value(record))));
      stage.awaitOutcomes(sent);
      await().until(() -> published.equals(new HashSet<>(sent)));
    }
  }

  @Test
  void aPoisonRecordBecomesADeadLetterAndItsPartitionMovesOn() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var poison = new ProducerRecord<>(stage.topic, Stage.bytes("k"), new byte[] {-1, 0, 7});
      poison.headers().add("traceparent", Stage.bytes("00-1"));
      stage.send(poison);
      stage.send("k", "k:0");
      stage.start(
          stage.settings(),
          record -> {
            if (record.value()[0] == -1) {
              throw new PoisonRecordException("unreadable", "Not Avro");
            }
            return stage.echo(record);
          });

      stage.awaitOutcomes(List.of("k:0"));
      try (var letters =
          TopicReader.fromBeginning(
              BROKER,
              stage.deadLetters,
              new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
        var letter =
            letters.readUntil(Duration.ofSeconds(10), found -> !found.isEmpty()).getFirst();
        assertThat(letter.value()).containsExactly(-1, 0, 7);
        assertThat(letter.headers().lastHeader("traceparent").value())
            .isEqualTo(Stage.bytes("00-1"));
        assertThat(letter.headers().lastHeader("dlt-reason").value())
            .isEqualTo(Stage.bytes("unreadable"));
      }
      awaitCommitted(stage, 2);
    }
  }

  private static void awaitCommitted(Stage stage, long offset) {
    var partition = new TopicPartition(stage.topic, 0);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        stage
                            .admin
                            .listConsumerGroupOffsets(stage.group)
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .extractingByKey(partition)
                    .satisfies(
                        committed -> {
                          assertThat(committed.offset()).isEqualTo(offset);
                          assertThat(committed.metadata()).isEmpty();
                        }));
  }

  @Test
  void aRecordThatNeverFinishesPausesItsPartitionWhenTheWindowIsFull() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var sent =
          stage.sendRounds(Stream.concat(Stream.of("stuck"), keys("k", 999).stream()).toList(), 1);
      var release = new CountDownLatch(1);
      var handled = new AtomicInteger();
      stage.start(
          stage.settings(Map.of("max.poll.records", "20")).maxWindow(100),
          record -> {
            handled.incrementAndGet();
            if (Stage.key(record).equals("stuck")) {
              release.await();
            }
            return stage.echo(record);
          });

      await().until(() -> stage.gauge("full.partitions") == 1);
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(handled).hasValueBetween(100, 119));
      release.countDown();

      stage.awaitOutcomes(sent);
    }
  }

  @Test
  void noMoreThanTheLimitIsTakenInOverAllPartitions() throws Exception {
    try (var stage = new Stage(BROKER, 4)) {
      var sent = stage.sendRounds(keys("k", 1_000), 1);
      var release = new CountDownLatch(1);
      var consumer =
          stage.start(
              stage.settings(Map.of("max.poll.records", "20")).maxInFlight(100),
              record -> {
                release.await();
                return stage.echo(record);
              });

      await().until(() -> consumer.running() >= 100);
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(consumer.running()).isBetween(100, 119));
      release.countDown();

      stage.awaitOutcomes(sent);
    }
  }

  @Test
  void aGapThatTheMetadataCannotHoldWaitsForWhatIsPending() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      stage.send("before", "before:0");
      writeAborted(stage, OffsetWindow.MAX_SPAN);
      stage.send("after", "after:0");
      var release = new CountDownLatch(1);
      stage.start(
          stage.settings(),
          record -> {
            if (Stage.key(record).equals("before")) {
              release.await();
            }
            return stage.echo(record);
          });

      await().until(() -> stage.gauge("full.partitions") == 1);
      assertThat(stage.gauge("in.flight")).isEqualTo(1);
      assertThat(stage.gauge("oldest.age")).isPositive();
      release.countDown();

      stage.awaitOutcomes(List.of("before:0", "after:0"));
      await().until(() -> stage.gauge("oldest.age") == 0);
    }
  }

  private static void writeAborted(Stage stage, int records) {
    try (var producer = stage.producer(Map.of("transactional.id", stage.topic, "linger.ms", 5))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < records; i++) {
        var _ = producer.send(new ProducerRecord<>(stage.topic, null, Stage.bytes("aborted")));
      }
      producer.flush();
      producer.abortTransaction();
    }
  }

  @Test
  void worksWithTheNewGroupProtocolToo() throws Exception {
    try (var stage = new Stage(BROKER, 4)) {
      var sent = stage.sendRounds(keys("k", 20), 3);
      stage.start(stage.settings(Map.of("group.protocol", "consumer")), stage::echo);

      assertInOrderPerKey(stage.awaitOutcomes(sent));
    }
  }
}
