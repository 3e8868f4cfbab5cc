package dev.turnpike.schemas;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Marks a command that must not wait for the running turn of its session, such as its cancellation,
 * so that a worker knows it without decoding the value.
 */
public final class ExpressHeader {

  private static final String NAME = "turnpike-express";

  private ExpressHeader() {}

  /** The header that marks a record. */
  public static Header mark() {
    return new RecordHeader(NAME, new byte[] {1});
  }

  /** Whether a record is marked. */
  public static boolean isOn(ConsumerRecord<?, ?> record) {
    return record.headers().lastHeader(NAME) != null;
  }
}
