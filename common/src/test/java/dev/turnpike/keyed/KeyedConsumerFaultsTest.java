package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits that fail in every way that they can, and a broker that goes away in mid-load. */
class KeyedConsumerFaultsTest {

  private static final List<String> KEYS = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();

  private static RecordHandler slowEcho(Stage stage) {
    return record -> {
      Thread.sleep(ThreadLocalRandom.current().nextInt(20));
      return stage.echo(record);
    };
  }

  /** What happens to a commit. */
  enum Fault {
    /** The transaction is committed and the answer is lost. */
    ANSWER_LOST,
    /** The request is lost: the transaction stays open. */
    REQUEST_LOST,
    /** The broker refuses; the transaction can be aborted. */
    REFUSED
  }

  /** Real clients; every nth commit of their producers meets the fault. */
  private static final class FaultyClients implements KeyedConsumer.Clients {

    private final SessionClients clients;
    private final Fault fault;
    private final int every;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    FaultyClients(KeyedSettings settings, Fault fault, int every) {
      this.clients = new SessionClients(settings, new SimpleMeterRegistry());
      this.fault = fault;
      this.every = every;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
      return clients.consumer();
    }

    @Override
    @SuppressWarnings("unchecked") // the proxy stands for the producer it wraps
    public Producer<byte[], byte[]> producer() {
      var real = clients.producer();
      return (Producer<byte[], byte[]>)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Producer.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("commitTransaction")
                    && commits.incrementAndGet() % every == 0) {
                  faults.incrementAndGet();
                  fail(real);
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private void fail(Producer<byte[], byte[]> producer) {
      switch (fault) {
        case ANSWER_LOST -> {
          producer.commitTransaction();
          throw new TimeoutException("injected");
        }
        case REQUEST_LOST -> throw new TimeoutException("injected");
        case REFUSED -> throw new KafkaException("injected");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void outcomesAppearOnceWhateverHappensToCommits(Fault fault) throws Exception {
    try (var stage = new Stage(TestPlatform.shared().bootstrapServers(), 4)) {
      var sent = stage.sendRounds(KEYS, 8);
      var settings = stage.settings().maxInFlight(50).build();
      var clients = new FaultyClients(settings, fault, 5);
      stage.keep(KeyedConsumer.start(settings, clients, slowEcho(stage), stage.meters));

      KeyedConsumerTest.assertInOrderPerKey(stage.awaitOutcomes(sent));
      assertThat(clients.faults).hasPositiveValue();
    }
  }

  @Test
  void commitsThatAreRefusedForeverBoundWhatIsTakenIn() throws Exception {
    try (var stage = new Stage(TestPlatform.shared().bootstrapServers(), 4)) {
      stage.sendRounds(KEYS, 10);
      var handled = new AtomicInteger();
      var settings = stage.settings(Map.of("max.poll.records", "20")).maxInFlight(100).build();
      var clients = new FaultyClients(settings, Fault.REFUSED, 1);
      RecordHandler handler =
          record -> {
            handled.incrementAndGet();
            return stage.echo(record);
          };
      stage.keep(KeyedConsumer.start(settings, clients, handler, stage.meters));

      await()
          .during(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(handled).hasValueBetween(100, 119));
      assertThat(stage.committed(stage.outcomes)).isEmpty();
    }
  }

  @Test
  void outcomesAppearOnceThoughTheBrokerIsAwayForAWhile(@TempDir Path folder) throws Exception {
    var broker = EmbeddedBroker.start(folder, 0);
    try (var stage = new Stage(broker.bootstrapServers(), 4)) {
      var sent = stage.sendRounds(KEYS, 10);
      stage.start(stage.settings().maxInFlight(50), slowEcho(stage));
      await().until(() -> !stage.committed(stage.outcomes).isEmpty());

      broker.close();
      broker = EmbeddedBroker.start(folder, broker.port());

      KeyedConsumerTest.assertInOrderPerKey(stage.awaitOutcomes(sent));
    } finally {
      broker.close();
    }
  }
}
