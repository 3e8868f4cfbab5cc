package dev.turnpike.ingress.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.ingress.IngressApplication;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.ChildJvm;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ended turns on their way into the books, through a real broker into a real database. */
class BookingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlatform platform = TestPlatform.shared();
  private static final String GROUP = "usage-" + UUID.randomUUID();
  private static final Map<String, String> SETTINGS =
      Map.of("turnpike.completed-turns.group", GROUP);

  private static TopicWriter<CompletedTurn> turns;
  private static TestDatabase database;
  private static Books books;
  private static RunningIngress ingress;

  private final String ada = "ada-" + UUID.randomUUID();

  @BeforeAll
  static void start() {
    turns = TopicWriter.to(Topics.TURNS_COMPLETED);
    ingress = RunningIngress.start(SETTINGS);
    database = ingress.database();
    books = Books.of(database);
  }

  @AfterAll
  static void stop() {
    ingress.close();
    turns.close();
  }

  @BeforeEach
  void aMemberIsThere() {
    await().atMost(PATIENCE).until(() -> members(GROUP) == 1);
  }

  @Test
  void everyEndIsChargedAndADeliveryOfTheSameIsNot() {
    List<CompletedTurn> ended = new ArrayList<>();
    for (TurnStatus status :
        List.of(TurnStatus.COMPLETED, TurnStatus.FAILED, TurnStatus.CANCELLED)) {
      ended.add(
          Turns.builder(ada, Turns.user("hi"))
              .setStatus(status)
              .setApiKeyId(status == TurnStatus.FAILED ? "key" : null)
              .setUsage(new Usage(10L, 0L, 5L, 0L, false, 1_500L))
              .build());
    }
    ended.forEach(each -> turns.write(ada, each));
    ended.forEach(each -> turns.write(ada, each));
    turns.write(ada, Turns.of(ada, Turns.user("the last")));

    awaitBooked(ada, 4);
    assertThat(
            books.count(
                "select sum(input_tokens + output_tokens) from ingress.spending where user_id = ?",
                ada))
        .isEqualTo(45);
    assertThat(
            books.count(
                "select sum(cost_nano_usd) from ingress.spending where user_id = ? and api_key_id = ?",
                ada,
                "key"))
        .isEqualTo(1_500);
    assertThat(counted("known")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void whatCantBeReadOrBookedGoesToTheDeadLettersAndStopsNobody() {
    byte[] bytes = "no event".getBytes(StandardCharsets.UTF_8);
    try (var letters =
        TopicReader.fromNow(
            platform.bootstrapServers(),
            Topics.TURNS_COMPLETED.deadLetterTopic(),
            new ByteArrayDeserializer())) {
      turns.write(ada, Turns.of(ada, Turns.user("before")));
      turns.writeBytes(ada, bytes);
      turns.write(
          ada,
          Turns.builder(ada, Turns.user("hi"))
              .setUsage(Usage.newBuilder().setInputTokens(-5).build())
              .build());
      turns.write(ada, Turns.builder(ada, Turns.user("hi")).setModel("a\u0000b").build());
      turns.write(ada, Turns.of(ada, Turns.user("behind")));

      awaitBooked(ada, 2);
      var found =
          letters.readUntil(
              PATIENCE,
              soFar -> soFar.stream().filter(each -> isLetter(each.headers())).count() >= 3);
      assertThat(found)
          .filteredOn(each -> isLetter(each.headers()))
          .extracting(each -> header(each.headers(), "dlt-reason"))
          .containsExactlyInAnyOrder("unreadable", "impossible_usage", "always_fails");
      assertThat(found).anyMatch(each -> Arrays.equals(each.value(), bytes));
    }
  }

  @Test
  void nodesShareTheTurnsAndOneThatStopsLeavesAtOnce() {
    var second = RunningIngress.startWithoutViews(platform.bootstrapServers(), database, SETTINGS);
    try {
      await().atMost(PATIENCE).until(() -> members(GROUP) == 2);
      for (int i = 0; i < 100; i++) {
        String user = ada + "-" + i % 20;
        turns.write(user, Turns.of(user, Turns.user("hi")));
        if (i == 50) {
          second.close();
          assertThat(members(GROUP)).isEqualTo(1); // At once: not after the session's time-out.
        }
      }
    } finally {
      second.close();
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                books.count("select count(*) from ingress.ledger where user_id like ?", ada + "-%")
                    == 100);
    assertThat(
            books.count("select sum(turns) from ingress.spending where user_id like ?", ada + "-%"))
        .isEqualTo(100);
  }

  /** Killed after the database has a turn and before Kafka knows: the next node finds it booked. */
  @Test
  void aTurnBookedByANodeThatDiesBeforeItCommitsCountsOnce() {
    String group = "usage-" + UUID.randomUUID();
    TestDatabase own = platform.newDatabase();
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    environment.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    environment.put("DATABASE_URL", own.jdbcUrl());
    environment.put("DATABASE_USER", own.user());
    environment.put("DATABASE_PASSWORD", own.password());
    environment.put("TURNPIKE_TOKEN_SECRET", RunningIngress.SECRET);
    environment.put("SERVER_PORT", "0");
    environment.put("TURNPIKE_ENVIRONMENT", "test");
    environment.put("TURNPIKE_COMPLETEDTURNS_GROUP", group);
    environment.put("TURNPIKE_COMPLETEDTURNS_COMMITINTERVAL", "1h");
    Books theirs = Books.of(own);
    CompletedTurn turn = Turns.of(ada, Turns.user("hi"));
    try (ChildJvm child =
        ChildJvm.running(IngressApplication.class).environment(environment).start()) {
      turns.write(ada, turn);
      await().atMost(PATIENCE).ignoreExceptions().until(() -> bookedOf(theirs, ada) == 1);
      child.kill();
    }
    try (var next =
        RunningIngress.start(
            platform.bootstrapServers(), own, Map.of("turnpike.completed-turns.group", group))) {
      turns.write(ada, Turns.of(ada, Turns.user("the next")));
      await().atMost(PATIENCE).until(() -> bookedOf(theirs, ada) == 2);
      MeterRegistry meters = next.bean(MeterRegistry.class);
      assertThat(meters.get("turnpike.usage.turns").tag("result", "known").counter().count())
          .isPositive();
      assertThat(theirs.summed()).isEqualTo(theirs.booked());
    }
  }

  private static double counted(String result) {
    return ingress
        .bean(MeterRegistry.class)
        .get("turnpike.usage.turns")
        .tag("result", result)
        .counter()
        .count();
  }

  private void awaitBooked(String user, int count) {
    await().atMost(PATIENCE).until(() -> bookedOf(books, user) == count);
  }

  private static int bookedOf(Books in, String user) {
    return in.count("select count(*) from ingress.ledger where user_id = ?", user);
  }

  private static boolean isLetter(Headers headers) {
    return header(headers, "dlt-group").equals(GROUP);
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static int members(String group) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) platform.bootstrapServers()))) {
      var described = admin.describeConsumerGroups(List.of(group)).describedGroups();
      return Objects.requireNonNull(described.get(group)).get().members().size();
    } catch (ExecutionException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
