package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** Several consumers of a group: what one gives up or loses, another publishes, once. */
class KeyedConsumerHandOverTest {

  private static final String BROKER = TestPlatform.shared().bootstrapServers();

  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
  }

  @Test
  void consumersThatJoinAndLeaveInMidLoadPublishEachOutcomeOnce() throws Exception {
    try (var stage = new Stage(BROKER, 8)) {
      RecordHandler handler =
          record -> {
            Thread.sleep(ThreadLocalRandom.current().nextInt(30));
            return stage.echo(record);
          };
      var settings = stage.settings().maxInFlight(100);
      var first = stage.start(settings, handler);
      var sent = stage.sendRounds(keys(200), 25);
      await().until(() -> stage.committed(stage.outcomes).size() > 200);
      stage.start(settings, handler);
      await().until(() -> stage.committed(stage.outcomes).size() > 1_500);
      assertThat(stage.committed(stage.outcomes)).hasSizeLessThan(4_000);
      first.close(Duration.ofSeconds(1));
      stage.start(settings, handler);

      var outcomes = stage.awaitOutcomes(sent);
      KeyedConsumerTest.assertInOrderPerKey(outcomes);
    }
  }

  @Test
  void aClosingConsumerLeavesAtOnceAndLetsFinishWhatRuns() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var sent = stage.sendRounds(List.of("long", "short"), 1);
      var release = new CountDownLatch(1);
      Set<String> ended = ConcurrentHashMap.newKeySet();
      var leaving =
          stage.start(
              stage.settings(),
              record -> {
                if (Stage.key(record).equals("long")) {
                  release.await();
                  ended.add("by the one that left");
                }
                return stage.echo(record);
              });
      await().until(() -> stage.committed(stage.outcomes).size() == 1);
      var closed = CompletableFuture.runAsync(() -> leaving.close(Duration.ofSeconds(20)));
      stage.start(stage.settings(), stage::echo);

      stage.awaitOutcomes(sent); // the other one has taken over
      assertThat(closed).isNotDone();
      assertThat(leaving.running()).isEqualTo(1);
      release.countDown();
      closed.join();
      assertThat(ended).isNotEmpty();
      stage.awaitOutcomes(sent);
    }
  }

  @Test
  void whatALeavingConsumerLosesInARebalanceMayFinish() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      var sent = stage.sendRounds(List.of("k"), 1);
      var release = new CountDownLatch(1);
      var finished = new CountDownLatch(1);
      var settings = stage.settings().build();
      var leaving =
          stage.keep(
              KeyedConsumer.start(
                  settings,
                  new LosingClients(settings),
                  record -> {
                    release.await();
                    finished.countDown();
                    return stage.echo(record);
                  },
                  stage.meters));
      await().until(() -> leaving.running() == 1);

      var closed = CompletableFuture.runAsync(() -> leaving.close(Duration.ofSeconds(20)));
      stage.start(stage.settings(), stage::echo);
      stage.awaitOutcomes(sent);
      assertThat(closed).isNotDone();
      release.countDown();
      closed.join();

      assertThat(finished.getCount()).isZero();
    }
  }

  /** Their consumers hear on leaving that their partitions are lost, as during a rebalance. */
  private static final class LosingClients implements KeyedConsumer.Clients {

    private final SessionClients clients;

    LosingClients(KeyedSettings settings) {
      clients = new SessionClients(settings, new SimpleMeterRegistry());
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      return clients.producer();
    }

    @Override
    @SuppressWarnings("unchecked") // the proxy stands for the consumer it wraps
    public Consumer<byte[], byte[]> consumer() {
      var real = clients.consumer();
      var listener = new AtomicReference<ConsumerRebalanceListener>();
      return (Consumer<byte[], byte[]>)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Consumer.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("subscribe")) {
                  listener.set((ConsumerRebalanceListener) arguments[1]);
                } else if (method.getName().equals("close") && arguments != null) {
                  listener.get().onPartitionsLost(real.assignment());
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void whatRunsLongerThanTheGraceIsInterruptedAndGivesBackWhatItHolds() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      stage.send("k", "k:0");
      var interrupted = new CountDownLatch(1);
      var closing = new CountDownLatch(1);
      var gaveBack = new AtomicBoolean();
      var consumer =
          stage.start(
              stage.settings(),
              record -> {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                  closing.await();
                  gaveBack.set(true);
                  throw e;
                }
                return stage.echo(record);
              });
      await().until(() -> consumer.running() == 1);

      var closed = CompletableFuture.runAsync(() -> consumer.close(Duration.ofMillis(50)));
      interrupted.await();
      closing.countDown();
      closed.join();

      assertThat(gaveBack).isTrue();
      assertThat(consumer.running()).isZero();
    }
  }

  @Test
  void aConsumerThatLostItsPartitionsInterruptsTheirRecordsAndTakesThemUpAgain() throws Exception {
    try (var stage = new Stage(BROKER, 1)) {
      stage.send("k", "k:0");
      var interrupted = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var consumer =
          stage.start(
              stage.settings(),
              record -> {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                  throw e;
                }
                return stage.echo(record);
              });
      await().until(() -> consumer.running() == 1);

      stage
          .admin
          .removeMembersFromConsumerGroup(stage.group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();

      interrupted.await();
      release.countDown();
      stage.awaitOutcomes(List.of("k:0"));
    }
  }
}
