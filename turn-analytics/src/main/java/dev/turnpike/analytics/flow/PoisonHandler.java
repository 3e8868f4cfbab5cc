package dev.turnpike.analytics.flow;

import dev.turnpike.keyed.DeadLetters;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.metrics.KafkaMeters;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.schemas.Topic;
import dev.turnpike.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record of our topics that can't be read, or always fails, to the dead letters, in the
 * transaction that goes past it. Everything else, an outage of the registry above all, fails the
 * thread, and the record is read again. Made by Kafka Streams, by name.
 */
public final class PoisonHandler
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(PoisonHandler.class);
  private static final int MAX_BYTES = 1_000_000;

  private String group = "";
  private @Nullable MeterRegistry meters;

  @Override
  public void configure(Map<String, ?> configs) {
    group = String.valueOf(configs.get(StreamsConfig.APPLICATION_ID_CONFIG));
    meters = KafkaMeters.registry(configs);
    for (Topic<?> topic : List.of(Topics.TURNS_COMPLETED, Topics.TURNS_SCORED)) {
      count(topic.name(), "unreadable", 0);
      count(topic.name(), "always_fails", 0);
    }
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    return failure instanceof PoisonRecordException poison && isOurs(record.topic())
        ? DeserializationExceptionHandler.Response.resume(
            List.of(letter(record, poison.reason(), failure)))
        : DeserializationExceptionHandler.Response.fail();
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
    boolean mayPass = failure instanceof KafkaException || EventRecords.isOutage(failure);
    if (mayPass || context.topic() == null || !isOurs(context.topic())) {
      return ProcessingExceptionHandler.Response.fail();
    }
    ConsumerRecord<byte[], byte[]> original =
        new ConsumerRecord<>(
            context.topic(),
            context.partition(),
            context.offset(),
            context.timestamp(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            context.sourceRawKey(),
            context.sourceRawValue(),
            context.headers(),
            Optional.empty());
    return ProcessingExceptionHandler.Response.resume(
        List.of(letter(original, "always_fails", failure)));
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String reason, Exception failure) {
    log.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .log("Record goes to dead letters");
    count(record.topic(), reason, 1);
    String letters = Topics.named(record.topic()).orElseThrow().deadLetterTopic();
    return new DeadLetters(letters, group, MAX_BYTES).letter(record, reason, failure);
  }

  private void count(String topic, String reason, int letters) {
    if (meters != null) {
      Counter.builder("turnpike.dead.letters")
          .description("Records of the topic that went to its dead letters")
          .tags("group", group, "topic", topic, "reason", reason)
          .register(meters)
          .increment(letters);
    }
  }

  private static boolean isOurs(String topic) {
    return Topics.named(topic).isPresent();
  }
}
