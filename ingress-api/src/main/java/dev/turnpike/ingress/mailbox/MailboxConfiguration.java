package dev.turnpike.ingress.mailbox;

import dev.turnpike.platform.KafkaClients;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxProperties.class)
class MailboxConfiguration {
  /** Uncommitted, for latency; from the end, since no turn of before can be followed here. */
  private static final Map<String, Object> READING =
      Map.of(
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_uncommitted",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "latest",
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          5_000,
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          5_000);

  @Bean
  Feeds feeds() {
    return new Feeds();
  }

  @Bean
  Mailboxes mailboxes(
      MailboxProperties properties,
      KafkaClients clients,
      SchemaRegistry registry,
      Feeds feeds,
      MeterRegistry meters) {
    String name = Topics.CHAT_REPLIES.name();
    String clientId = "mailbox-" + properties.nodeId();
    List<Integer> own;
    try (Consumer<String, byte[]> consumer = clients.consumer(clientId + "-setup", READING)) {
      int partitions = consumer.partitionsFor(name).size();
      own = MailboxChoice.of(properties.nodeId(), properties.count(), partitions);
    }
    MailboxReader reader =
        new MailboxReader(
            () -> clients.consumer(clientId, READING),
            own.stream().map(partition -> new TopicPartition(name, partition)).toList(),
            EventSerde.of(Topics.CHAT_REPLIES, registry),
            feeds,
            new MailboxMetrics(meters, feeds));
    return new Mailboxes(own, feeds, reader);
  }
}
