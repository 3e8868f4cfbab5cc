package dev.turnpike.keyed;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes dead letters: the original key, value and headers untouched, the reason in headers beside
 * them, so that a record can be driven again byte for byte.
 *
 * <p>A letter that would be too large to publish leaves out the value and says so: {@code
 * dlt-topic}, {@code dlt-partition} and {@code dlt-offset} tell where it is. It may not hold up its
 * partition.
 */
public final class DeadLetters {

  private final String topic;
  private final String group;
  private final int maxBytes;

  /**
   * @param topic of the letters
   * @param group that could not handle the records
   * @param maxBytes of a letter
   */
  public DeadLetters(String topic, String group, int maxBytes) {
    this.topic = topic;
    this.group = group;
    this.maxBytes = maxBytes;
  }

  /**
   * @param reason a short code for programs, such as {@code unreadable}
   */
  public ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String reason, Throwable failure) {
    var headers = new RecordHeaders(record.headers().toArray());
    headers.add("dlt-reason", utf8(reason));
    headers.add("dlt-failure", utf8(describe(failure)));
    headers.add("dlt-group", utf8(group));
    headers.add("dlt-topic", utf8(record.topic()));
    headers.add("dlt-partition", utf8(Integer.toString(record.partition())));
    headers.add("dlt-offset", utf8(Long.toString(record.offset())));
    headers.add("dlt-timestamp", utf8(Long.toString(record.timestamp())));
    var letter = new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
    if (Outcome.bytes(letter) <= maxBytes) {
      return letter;
    }
    headers.add("dlt-value-bytes-left-out", utf8(Integer.toString(record.serializedValueSize())));
    return new ProducerRecord<>(topic, null, null, record.key(), null, headers);
  }

  /**
   * Type and place of a failure. The message is left out unless the exception is ours, since it may
   * quote a user's text.
   */
  static String describe(Throwable failure) {
    if (failure instanceof PoisonRecordException poison) {
      return poison.sentence();
    }
    var trace = failure.getStackTrace();
    return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
