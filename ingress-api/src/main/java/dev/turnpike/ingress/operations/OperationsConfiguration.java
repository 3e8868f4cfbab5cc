package dev.turnpike.ingress.operations;

import dev.turnpike.ingress.backlog.Backlog;
import dev.turnpike.ingress.stream.OpenReplies;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.schemas.SchemaRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
  private static final Duration DATABASE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration KAFKA_INTERVAL = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int KAFKA_MILLIS = 4_000;

  @Bean
  NodeHeartbeat nodeHeartbeat(
      JdbcClient database, JsonMapper json, Backlog backlog, OpenReplies replies) {
    return new NodeHeartbeat(
        UUID.randomUUID(), host(), database, json, () -> report(backlog, replies));
  }

  @Bean
  KafkaReader operationsKafkaReader(
      KafkaClients clients,
      @Value("${turnpike.completed-turns.group:ingress-usage}") String usageGroup) {
    return new KafkaReader(
        clients.admin(
            "ingress-operations",
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_MILLIS)),
        usageGroup);
  }

  @Bean
  Observatory observatory(
      DataSource database, JsonMapper json, KafkaReader operationsKafkaReader, Clock clock) {
    DatabaseReader rows = new DatabaseReader(database, json);
    return new Observatory(
        new Source<>("Database", rows::read, DATABASE_INTERVAL, PATIENCE, clock),
        new Source<>("Kafka", operationsKafkaReader::read, KAFKA_INTERVAL, PATIENCE, clock),
        host(),
        clock);
  }

  @Bean
  LetterReader letterReader(KafkaClients clients) {
    return new LetterReader(clients);
  }

  @Bean
  LetterContent letterContent(SchemaRegistry registry, JsonMapper json) {
    return new LetterContent(registry, json);
  }

  /** Made like any client of this service, but for keys that are bytes. */
  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> redriveProducer(KafkaClients clients) {
    Map<String, Object> settings =
        new HashMap<>(clients.consumerSettings("ingress-redrives", Map.of()));
    settings.keySet().removeIf(name -> !ProducerConfig.configNames().contains(name));
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KAFKA_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Bean
  Redriver redriver(Producer<byte[], byte[]> redriveProducer, RedriveTable table) {
    return new Redriver(redriveProducer, table);
  }

  private static Map<String, Object> report(Backlog backlog, OpenReplies replies) {
    Backlog.State state = backlog.state();
    Map<String, Object> report = new LinkedHashMap<>();
    String version = OperationsConfiguration.class.getPackage().getImplementationVersion();
    if (version != null) {
      report.put("version", version);
    }
    report.put("draining", !replies.isRunning());
    report.put("waiting", state.waiting());
    report.put("oldest_wait_ms", state.oldest().toMillis());
    report.put("expected_wait_ms", state.expected().toMillis());
    report.put("begun", state.begun());
    report.put("streams", replies.size());
    return report;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
