package dev.turnpike.ingress.mailbox;

import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** The mailboxes of a node on the shared broker. */
record Node(Mailboxes mailboxes, SimpleMeterRegistry meters) implements AutoCloseable {
  static Node with(int... own) {
    Feeds feeds = new Feeds();
    CatchUps waiting = new CatchUps();
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    MailboxMetrics metrics = new MailboxMetrics(meters, feeds, waiting);
    Replies replies =
        new Replies(
            EventSerde.of(Topics.CHAT_REPLIES, TestPlatform.shared().schemaRegistry()), metrics);
    List<Integer> partitions = Arrays.stream(own).boxed().toList();
    MailboxReader reader =
        new MailboxReader(
            consumers("latest"),
            partitions.stream().map(Node::partition).toList(),
            replies,
            feeds,
            metrics);
    Sweepers sweepers =
        new Sweepers(
            waiting, consumers("none"), new LogSweep.Parts(waiting, replies, reader, metrics));
    Mailboxes mailboxes = new Mailboxes(partitions, feeds, reader, waiting, sweepers);
    mailboxes.start();
    Awaitility.await().until(mailboxes::isReady);
    return new Node(mailboxes, meters);
  }

  static TopicPartition partition(int mailbox) {
    return new TopicPartition(Topics.CHAT_REPLIES.name(), mailbox);
  }

  private static Supplier<Consumer<String, byte[]>> consumers(String reset) {
    Map<String, Object> settings = new HashMap<>(MailboxConfiguration.reading(reset));
    settings.put("bootstrap.servers", TestPlatform.shared().bootstrapServers());
    settings.put("enable.auto.commit", false);
    return () ->
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    mailboxes.stop();
  }
}
