package dev.turnpike.ingress.mailbox;

import dev.turnpike.platform.KafkaClients;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxProperties.class)
class MailboxConfiguration {
  /** Of the tail: from the end, since what was before is for sweeps. */
  private static final Map<String, Object> TAIL = reading("latest");

  /** Of sweeps: whoever wants what is gone is told so. */
  private static final Map<String, Object> SWEEP = reading("none");

  /** Uncommitted, for latency. */
  static Map<String, Object> reading(String reset) {
    return Map.of(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_uncommitted",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        reset,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5_000,
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        5_000);
  }

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
    try (Consumer<String, byte[]> consumer = clients.consumer(clientId + "-setup", TAIL)) {
      int partitions = consumer.partitionsFor(name).size();
      own = MailboxChoice.of(properties.nodeId(), properties.count(), partitions);
    }
    CatchUps waiting = new CatchUps();
    MailboxMetrics metrics = new MailboxMetrics(meters, feeds, waiting);
    Replies replies = new Replies(EventSerde.of(Topics.CHAT_REPLIES, registry), metrics);
    MailboxReader reader =
        new MailboxReader(
            () -> clients.consumer(clientId, TAIL),
            own.stream().map(partition -> new TopicPartition(name, partition)).toList(),
            replies,
            feeds,
            metrics);
    AtomicInteger sweeps = new AtomicInteger();
    Sweepers sweepers =
        new Sweepers(
            waiting,
            () -> clients.consumer(clientId + "-sweep-" + sweeps.incrementAndGet(), SWEEP),
            new LogSweep.Parts(waiting, replies, reader, metrics));
    return new Mailboxes(own, feeds, reader, waiting, sweepers);
  }
}
