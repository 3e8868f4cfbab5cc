package dev.turnpike.keyed;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a handled record leaves behind.
 *
 * @param publish records written in the Kafka transaction that also commits the handled record's
 *     offset, so that they appear exactly once
 * @param committed called once they have; it may neither block nor throw, and nobody calls it when
 *     the partition is lost before
 */
public record Outcome(List<ProducerRecord<byte[], byte[]>> publish, Runnable committed) {

  private static final Outcome NOTHING = new Outcome(List.of());

  public Outcome {
    publish = List.copyOf(publish);
  }

  public Outcome(List<ProducerRecord<byte[], byte[]>> publish) {
    this(publish, () -> {});
  }

  /** The same with somebody who wants to know when it is published. */
  public Outcome whenCommitted(Runnable listener) {
    return new Outcome(publish, listener);
  }

  /** The record is done and nothing is to be published. */
  public static Outcome nothing() {
    return NOTHING;
  }

  /** The record is done and {@code record} is published with its offset. */
  public static Outcome publishing(ProducerRecord<byte[], byte[]> record) {
    return new Outcome(List.of(record));
  }

  /** Bytes of a record's key, value and headers. */
  static int bytes(ProducerRecord<byte[], byte[]> record) {
    int bytes = length(record.key()) + length(record.value());
    for (var header : record.headers()) {
      bytes += header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
