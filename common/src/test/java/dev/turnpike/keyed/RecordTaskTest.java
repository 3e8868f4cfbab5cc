package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordTaskTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConsumerRecord<byte[], byte[]> record = Partition.record(0, "key");
  private final Partition partition = new Partition();
  private int tries;

  /** Runs the record with a handler, and returns what it leaves to publish. */
  private List<ProducerRecord<byte[], byte[]>> run(RecordHandler handler) {
    return run(handler, length -> pauses.add(length));
  }

  private List<ProducerRecord<byte[], byte[]>> run(RecordHandler handler, RecordTask.Pause pause) {
    var settings = Partition.settings().maxOutcomeBytes(1_000).build();
    var letters = new DeadLetters("topic.dlt", "group", 1_000);
    var metrics = new KeyedMetrics(meters, settings);
    partition.offer("key");
    new RecordTask(
            partition.work,
            record,
            List.of(),
            new RecordTask.Scope(
                taken -> {
                  tries++;
                  return handler.handle(taken);
                },
                settings,
                letters,
                metrics,
                pause))
        .run();
    var snapshot = partition.work.snapshot();
    return snapshot == null ? List.of() : snapshot.outcomes().getFirst().publish();
  }

  /** Fails with these, one after the other, then succeeds. */
  private static RecordHandler failing(Stream<? extends Throwable> failures) {
    Iterator<? extends Throwable> left = failures.iterator();
    return record -> {
      if (left.hasNext()) {
        switch (left.next()) {
          case Exception e -> throw e;
          case Error e -> throw e;
          case Throwable e -> throw new AssertionError(e);
        }
      }
      return Outcome.publishing(new ProducerRecord<>("out", record.value()));
    };
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return Stage.text(Objects.requireNonNull(record.headers().lastHeader(name)).value());
  }

  @Test
  void aRecordThatSucceedsAtLastIsPublished() {
    var published = run(failing(Stream.of(new IllegalStateException(), new AssertionError())));

    assertThat(published).extracting(ProducerRecord::topic).containsExactly("out");
    assertThat(pauses).hasSize(2);
    assertThat(pauses.getFirst()).isLessThan(pauses.getLast());
  }

  @Test
  void aRecordThatAlwaysFailsBecomesADeadLetterAfterThreeTries() {
    var published = run(failing(Stream.generate(() -> new IllegalStateException("secret"))));

    assertThat(tries).isEqualTo(3);
    assertThat(published).extracting(ProducerRecord::topic).containsExactly("topic.dlt");
    assertThat(header(published.getFirst(), "dlt-reason")).isEqualTo("always_fails");
    assertThat(header(published.getFirst(), "dlt-failure")).doesNotContain("secret");
    assertThat(
            meters
                .counter(
                    "turnpike.dead.letters",
                    "topic",
                    "topic",
                    "group",
                    "group",
                    "reason",
                    "always_fails")
                .count())
        .isEqualTo(1);
  }

  @Test
  void anErrorIsAFailureLikeAnyOther() {
    var published = run(failing(Stream.generate(() -> new StackOverflowError())));

    assertThat(header(published.getFirst(), "dlt-reason")).isEqualTo("always_fails");
  }

  @Test
  void whatThePoisonedRecordGaveAllTheSameIsPublishedWithItsDeadLetter() {
    var rest = List.of(new ProducerRecord<byte[], byte[]>("out", record.value()));
    var published =
        run(failing(Stream.of(PoisonRecordException.inPart("one_failed", "One of two", rest))));

    assertThat(published).extracting(ProducerRecord::topic).containsExactly("out", "topic.dlt");
    assertThat(header(published.getLast(), "dlt-reason")).isEqualTo("one_failed");
  }

  @Test
  void poisonIsNotTriedAgain() {
    var published =
        run(failing(Stream.of(new PoisonRecordException("unreadable", "Not Avro at all"))));

    assertThat(tries).isEqualTo(1);
    assertThat(header(published.getFirst(), "dlt-reason")).isEqualTo("unreadable");
    assertThat(header(published.getFirst(), "dlt-failure")).isEqualTo("Not Avro at all");
  }

  @Test
  void anOutageIsWaitedOutHoweverLongWithPausesOfFiveSecondsAtMost() {
    var published = run(failing(Stream.generate(() -> new ConnectException()).limit(200)));

    assertThat(published).extracting(ProducerRecord::topic).containsExactly("out");
    assertThat(pauses).hasSize(200).allMatch(p -> p.compareTo(Duration.ofSeconds(5)) <= 0);
    assertThat(pauses.getLast()).isGreaterThanOrEqualTo(Duration.ofMillis(2_500));
  }

  @Test
  void outagesDoNotCountAsFailures() {
    var published =
        run(
            failing(
                Stream.of(
                    new IllegalStateException(),
                    new ConnectException(),
                    new IllegalStateException(),
                    new ConnectException())));

    assertThat(published).extracting(ProducerRecord::topic).containsExactly("out");
  }

  @Test
  void anOutcomeThatIsTooLargeIsPoison() {
    var published = run(taken -> Outcome.publishing(new ProducerRecord<>("out", new byte[1_001])));

    assertThat(header(published.getFirst(), "dlt-reason")).isEqualTo("outcome_too_large");
  }

  @Test
  void anInterruptOfARecordThatIsStillOursIsAFailure() {
    var published = run(failing(Stream.of(new InterruptedException())));

    assertThat(published).extracting(ProducerRecord::topic).containsExactly("out");
  }

  @Test
  void nothingIsTriedAgainOnceThePartitionIsGone() {
    var published =
        run(
            taken -> {
              partition.work.revoke();
              throw new ConnectException();
            });

    assertThat(tries).isEqualTo(1);
    assertThat(published).isEmpty();
    assertThat(partition.work.running()).isZero();
  }

  @Test
  void aPauseEndsWhenThePartitionIsLost() {
    run(
        failing(Stream.generate(() -> new ConnectException())),
        length -> {
          partition.work.revoke();
          throw new InterruptedException();
        });

    assertThat(tries).isEqualTo(1);
    assertThat(partition.work.running()).isZero();
  }
}
