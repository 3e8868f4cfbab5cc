package dev.turnpike.keyed;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is done with one record, on a virtual thread of its own; it may block.
 *
 * <p>A record may come again after a crash or a rebalance, so handlers are idempotent. A handler
 * that is interrupted has lost its partition: it stops and throws {@link InterruptedException}.
 */
@FunctionalInterface
public interface RecordHandler {

  /**
   * @return what to publish together with the record's offset
   * @throws PoisonRecordException when the record can never be handled: it goes to the dead-letter
   *     topic
   * @throws Exception anything else is tried again, see {@link KeyedSettings#maxFailures()}
   */
  Outcome handle(ConsumerRecord<byte[], byte[]> record) throws Exception;

  /** The same for handlers that want to know more about the record. */
  default Outcome handle(ConsumerRecord<byte[], byte[]> record, Delivery delivery)
      throws Exception {
    return handle(record);
  }
}
