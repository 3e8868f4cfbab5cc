package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.embedded.FreePort;
import dev.turnpike.local.services.ServiceContext;
import dev.turnpike.local.services.ServiceKind;
import dev.turnpike.local.services.ServicePlan;
import dev.turnpike.operations.KafkaAddress;
import dev.turnpike.operations.Provisioning;
import dev.turnpike.operations.ProvisioningScope;
import dev.turnpike.operations.Surroundings;
import dev.turnpike.operations.database.OwnerDatabase;
import dev.turnpike.platform.StartRefused;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import dev.turnpike.schemas.provisioning.Change;
import dev.turnpike.schemas.provisioning.PartitionCounts;
import dev.turnpike.schemas.provisioning.Plan;
import dev.turnpike.schemas.provisioning.Principals;
import dev.turnpike.schemas.provisioning.Provisioner;
import dev.turnpike.schemas.provisioning.ServiceAccess;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All services on a cluster that refuses what is not allowed, and a database whose tables belong to
 * somebody else: provisioned, they finish a turn with what they are allowed, and can do no more.
 */
class LeastRightsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ROLE_PASSWORD = "of-the-services";

  private final TestPlatform platform = TestPlatform.shared();
  private final TestDatabase database = platform.newDatabase();
  private final String role = "services_" + System.nanoTime();
  private final List<AutoCloseable> running = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void servicesFinishTurnsWithTheirOwnRightsAndHaveNoOthers() throws Exception {
    execute("create role %s login password '%s'".formatted(role, ROLE_PASSWORD));
    try (GuardedKafka kafka = GuardedKafka.start(folder.resolve("kafka"));
        Admin admin = kafka.administrator()) {
      int port = FreePort.find();
      assertThatThrownBy(() -> start(kafka, ServiceKind.JUDGE_WORKERS, FreePort.find()))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("may not be seen with this client's credentials");
      provision(kafka);
      try {
        start(kafka, ServiceKind.INGRESS_API, port);
        start(kafka, ServiceKind.AGENT_WORKERS, FreePort.find());
        start(kafka, ServiceKind.MEMORY_EXTRACTOR, FreePort.find());
        start(kafka, ServiceKind.JUDGE_WORKERS, FreePort.find());
        start(kafka, ServiceKind.TURN_ANALYTICS, FreePort.find());
        Person ada = Person.register(port);
        assertThat(ada.chat().say("Hello, my name is Ada.")).contains("Ada");
        for (Topic<?> topic :
            List.of(
                Topics.TURNS_COMPLETED,
                Topics.MEMORY_CHANGES,
                Topics.TURNS_SCORED,
                Topics.ANALYTICS_ROLLUPS)) {
          await(topic.name()).atMost(PATIENCE).until(() -> written(admin, topic) > 0);
        }
        await("usage").atMost(PATIENCE).until(() -> committed(admin, "ingress-usage") > 0);
      } finally {
        for (AutoCloseable each : running.reversed()) {
          each.close();
        }
      }
      whatARecoveryDoesIsAllowed(kafka);
      everythingElseIsRefused(kafka);
      whatIsTooMuchIsTold(kafka);
    }
  }

  private void provision(GuardedKafka kafka) {
    Provisioning provisioning = provisioning(kafka);
    provisioning.with(
        provisioner -> {
          Plan plan = provisioner.plan();
          assertThat(plan.lines())
              .contains(
                  "  + User:ingress-api may write topic chat.requests",
                  "  + User:turn-analytics may read topic turn-analytics-*",
                  "  + database schema judge: " + role + " may read and write");
          Provisioner.apply(plan, _ -> {});
          assertThat(provisioner.plan().lines()).isEmpty();
          return plan;
        });
    assertThat(provisioning.missing()).isEmpty();
  }

  private Provisioning provisioning(GuardedKafka kafka) {
    return provisioning(kafka, new Principals("User:%s", Map.of()));
  }

  private Provisioning provisioning(GuardedKafka kafka, Principals principals) {
    return new Provisioning(
        new KafkaAddress(
            kafka.broker().bootstrapServers(),
            new Surroundings(kafka.environment(GuardedKafka.ADMINISTRATOR))),
        platform.registryUrl(),
        new ProvisioningScope(
            null,
            true,
            PartitionCounts.DEFAULT,
            true,
            true, // the registry is shared with other clusters
            Optional.of(principals),
            Optional.of(
                new OwnerDatabase(database.jdbcUrl(), database.user(), database.password())),
            Optional.of(role)));
  }

  private void start(GuardedKafka kafka, ServiceKind kind, int port) {
    Map<String, String> settings = new TreeMap<>(kafka.environment(kind.serviceName()));
    settings.put("TURNPIKE_ENVIRONMENT", "test");
    settings.put("SCHEMA_REGISTRY_URL", platform.registryUrl());
    settings.put("DATABASE_URL", database.jdbcUrl());
    settings.put("DATABASE_USER", role);
    settings.put("DATABASE_PASSWORD", ROLE_PASSWORD);
    settings.put("DATABASE_MIGRATE", "false");
    settings.put("OPENAI_BASE_URL", platform.modelBaseUrl());
    settings.put("OPENAI_API_KEY", "none-is-needed-here");
    settings.put("DEFAULT_LLM_MODEL", "sim");
    settings.put("TURNPIKE_SIMULATED_MODEL", "true");
    settings.put("TURNPIKE_TOKEN_SECRET", "signs-the-tokens-of-this-test-only-0123456789");
    settings.put("SERVER_ADDRESS", "127.0.0.1");
    settings.put("ANALYTICS_STATE_FOLDER", folder.resolve("analytics").toString());
    settings.put("TURNPIKE_STARTUP_PATIENCE", "3s");
    running.add(ServiceContext.start(new ServicePlan(kind, 1, port, settings)));
  }

  private static long written(Admin admin, Topic<?> topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(each -> each.offset())
        .sum();
  }

  private static long committed(Admin admin, String group) throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(each -> each.offset())
        .sum();
  }

  private static void whatARecoveryDoesIsAllowed(GuardedKafka kafka) throws Exception {
    try (Admin operations = Admin.create(kafka.client("operations"))) {
      List<String> groups =
          List.of("agent-workers", "judge-workers", "memory-extractor", "ingress-usage");
      assertThat(operations.describeConsumerGroups(groups).all().get()).hasSize(4);
      for (String group : List.of("memory-extractor", "ingress-usage")) {
        var read = operations.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        assertThat(read).isNotEmpty();
        operations.alterConsumerGroupOffsets(group, read).all().get();
      }
      var _ = operations.listConsumerGroupOffsets("turn-analytics").all().get();
    }
  }

  /** Every service against every topic, by itself. */
  private static void everythingElseIsRefused(GuardedKafka kafka) {
    TreeSet<String> can = new TreeSet<>();
    TreeSet<String> may = new TreeSet<>();
    for (ServiceAccess access : ServiceAccess.ALL) {
      Map<String, Object> client = kafka.client(access.service());
      client.put("request.timeout.ms", 10_000);
      client.put("enable.idempotence", false); // who may write nothing may not begin that either
      try (var consumer =
              new KafkaConsumer<>(
                  client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
          var producer =
              new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
        for (Topic<?> topic : Topics.ALL) {
          for (String name : List.of(topic.name(), topic.deadLetterTopic())) {
            if (canRead(consumer, name)) {
              can.add(access.service() + " reads " + name);
            }
            if (canWrite(producer, name)) {
              can.add(access.service() + " writes " + name);
            }
          }
        }
      }
      for (ServiceAccess.Right right : access.rights()) {
        if (right.on().resourceType() == ResourceType.TOPIC
            && right.on().patternType() == PatternType.LITERAL) {
          if (right.operations().contains(AclOperation.READ)) {
            may.add(access.service() + " reads " + right.on().name());
          }
          if (right.operations().contains(AclOperation.WRITE)) {
            may.add(access.service() + " writes " + right.on().name());
          }
        }
      }
    }
    assertThat(can).isEqualTo(may);
    assertThat(can)
        .contains("agent-workers writes turns.completed", "judge-workers writes turns.scored")
        .doesNotContain("judge-workers reads chat.requests", "ingress-api writes chat.replies");
  }

  private static boolean canRead(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    try {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      var _ = consumer.poll(Duration.ofMillis(500));
      var _ = consumer.position(first);
      return true;
    } catch (TopicAuthorizationException e) {
      return false;
    }
  }

  private static boolean canWrite(KafkaProducer<byte[], byte[]> producer, String topic) {
    try {
      var _ = producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1])).get();
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicAuthorizationException.class);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void whatIsTooMuchIsTold(GuardedKafka kafka) {
    List<String> told =
        provisioning(
                kafka, new Principals("User:%s", Map.of("judge-workers", "User:memory-extractor")))
            .with(
                provisioner -> {
                  Plan plan = provisioner.plan();
                  assertThat(plan.count(Change.Sign.TELL)).isZero();
                  Provisioner.apply(plan, _ -> {});
                  return plan.lines();
                });
    assertThat(told).contains("  + User:memory-extractor may write topic turns.scored");
    List<String> now = provisioning(kafka).with(provisioner -> provisioner.plan().lines());
    assertThat(now)
        .contains(
            "  ! User:memory-extractor may write topic turns.scored, which Turnpike does not need:"
                + " remove it with kafka-acls.sh unless it is yours");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
