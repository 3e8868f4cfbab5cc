package dev.turnpike.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.broker.EmbeddedBroker;
import dev.turnpike.events.CancelTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes and comes: quick refusals, nothing half accepted, recovery by itself. */
class KafkaOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void refusesWhileKafkaIsAwayAndRecovers() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
    String servers = broker.bootstrapServers();
    provision(servers);
    RunningIngress ingress =
        RunningIngress.start(servers, TestPlatform.shared().newDatabase(), Map.of());
    try (ingress) {
      ApiClient api = ingress.client();
      Visitor visitor = api.visitor();
      FakeWorker worker =
          FakeWorker.start(servers, ingress.database(), stage -> stage.answer("hello"));
      Future<Integer> accepted = CompletableFuture.supplyAsync(() -> askUntilRefused(api, visitor));
      await().until(() -> !worker.commands().isEmpty());

      broker.close(); // While turns come in, so that the fate of one may be unknown.
      assertThat(accepted.get()).isPositive();
      worker.close();
      await().atMost(PATIENCE).until(() -> state(api).equals("down"));
      assertRefusedAtOnce(api, visitor);

      try (EmbeddedBroker again = EmbeddedBroker.start(folder, broker.port())) {
        assertThat(again.bootstrapServers()).isEqualTo(servers);
        await().atMost(PATIENCE).until(() -> api.get("/health", null).status() == 200);
        await().atMost(PATIENCE).until(() -> gauge(ingress, "turnpike.turns.unsettled") == 0);
        try (FakeWorker next =
            FakeWorker.start(servers, ingress.database(), stage -> stage.answer("again"))) {
          assertThat(ask(api, visitor).status()).isEqualTo(200);
          UUID last = next.commandsOf(visitor.sessionId()).getLast().getTurnId();
          assertEveryRefusedTurnIsWithdrawn(commands(servers, last), accepted.get() + 1);
        }
      }
    }
  }

  /** Asks without waiting for answers, two records a turn; tells how many were accepted. */
  private static int askUntilRefused(ApiClient api, Visitor visitor) {
    for (int accepted = 0; ; accepted++) {
      try (SseReader stream =
          api.stream(visitor.sessionToken(), ApiClient.message("hello", "interrupt"))) {
        if (stream.status() != 200) {
          assertThat(stream.status()).isEqualTo(503);
          assertThat(stream.header("Retry-After")).matches("\\d+");
          return accepted;
        }
      }
    }
  }

  private static void assertRefusedAtOnce(ApiClient api, Visitor visitor) {
    long start = System.nanoTime();
    assertUnavailable(ask(api, visitor));
    assertUnavailable(api.delete("/api/v1/chatbot/messages", visitor.sessionToken()));
    String cancel = "/api/v1/turns/%s/cancel".formatted(UUID.randomUUID());
    assertUnavailable(api.postJson(cancel, visitor.sessionToken(), ""));
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    assertThat(api.get("/api/v1/chatbot/messages", visitor.sessionToken()).status()).isEqualTo(200);
  }

  private static String state(ApiClient api) {
    return api.get("/health", null).body().at("/components/kafka/state").asString();
  }

  /** All commands up to the one that starts a turn. */
  private static List<TurnCommand> commands(String servers, UUID last) {
    try (TopicReader<TurnCommand> reader =
        TopicReader.fromBeginning(
            servers,
            Topics.CHAT_REQUESTS.name(),
            EventSerde.of(Topics.CHAT_REQUESTS, TestPlatform.shared().schemaRegistry())
                .deserializer())) {
      return reader
          .readUntil(
              PATIENCE,
              soFar -> soFar.stream().anyMatch(each -> each.value().getTurnId().equals(last)))
          .stream()
          .map(ConsumerRecord::value)
          .toList();
    }
  }

  /** Also holds when the producer refused all by itself, and there was nothing to withdraw. */
  private static void assertEveryRefusedTurnIsWithdrawn(List<TurnCommand> commands, int accepted) {
    Map<UUID, List<Object>> byTurn =
        commands.stream()
            .collect(
                Collectors.groupingBy(
                    TurnCommand::getTurnId,
                    Collectors.mapping(TurnCommand::getBody, Collectors.toList())));
    List<List<Object>> withdrawn =
        byTurn.values().stream().filter(each -> each.getLast() instanceof CancelTurn).toList();
    assertThat(withdrawn)
        .allSatisfy(turn -> assertThat(((CancelTurn) turn.getLast()).getForget()).isTrue());
    assertThat(byTurn).hasSize(accepted + withdrawn.size());
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).matches("\\d+");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  private static Answer ask(ApiClient api, Visitor visitor) {
    return api.postJson("/api/v1/chatbot/chat", visitor.sessionToken(), ApiClient.message("hello"));
  }

  private static double gauge(RunningIngress ingress, String name) {
    return ingress.bean(MeterRegistry.class).get(name).gauge().value();
  }

  private static void provision(String servers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      new Provisioner(admin, TestPlatform.shared().schemaRegistry(), 1).provision();
    }
  }
}
