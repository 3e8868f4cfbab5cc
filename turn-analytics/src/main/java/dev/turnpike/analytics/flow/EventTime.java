package dev.turnpike.analytics.flow;

import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When an event happened, as it says itself. One of the future, by a clock that is ahead, counts as
 * of now: or all that comes after it would be late.
 */
record EventTime<V extends SpecificRecord>(Input<V> input, Clock clock)
    implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    V event = input.topic().valueType().cast(record.value());
    return Math.clamp(input.time().apply(event).toEpochMilli(), 0, clock.millis());
  }
}
