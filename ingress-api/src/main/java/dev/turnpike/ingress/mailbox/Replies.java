package dev.turnpike.ingress.mailbox;

import dev.turnpike.events.ReplyEvent;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.MalformedEventException;
import dev.turnpike.telemetry.LogContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of mailboxes as events. */
record Replies(EventSerde<ReplyEvent> serde, MailboxMetrics metrics) {
  private static final Logger log = LoggerFactory.getLogger(Replies.class);

  /**
   * Null for what can't be read, which is skipped.
   *
   * @throws dev.turnpike.schemas.RegistryUnavailableException when it may be readable later
   */
  @Nullable ReplyEvent read(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return serde.deserialize(record.value());
    } catch (MalformedEventException e) {
      metrics.unreadable();
      log.atWarn()
          .addKeyValue(LogContext.TURN_ID, record.key())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("Unreadable reply skipped");
      return null;
    }
  }
}
