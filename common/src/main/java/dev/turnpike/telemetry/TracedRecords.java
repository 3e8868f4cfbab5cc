package dev.turnpike.telemetry;

import dev.turnpike.keyed.Delivery;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.keyed.RecordHandler;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the handling of a record a part of the trace that the record names, and names it in what is
 * published for it.
 */
public final class TracedRecords implements RecordHandler {

  private final Tracing tracing;
  private final String group;
  private final RecordHandler handler;

  private TracedRecords(Tracing tracing, String group, RecordHandler handler) {
    this.tracing = tracing;
    this.group = group;
    this.handler = handler;
  }

  /** The handler itself where nobody traces. */
  public static RecordHandler of(Tracing tracing, String group, RecordHandler handler) {
    return tracing.isOn() ? new TracedRecords(tracing, group, handler) : handler;
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
    throw new UnsupportedOperationException("the handler may want to know about its delivery");
  }

  @Override
  public Outcome handle(ConsumerRecord<byte[], byte[]> record, Delivery delivery) throws Exception {
    var cause = TraceParent.in(record.headers());
    try (var process = tracing.begin("process " + record.topic(), SpanKind.CONSUMER, cause)) {
      Messaging.describe(process, "process", record.topic())
          .set("messaging.consumer.group.name", group)
          .set("messaging.destination.partition.id", Integer.toString(record.partition()))
          .set("messaging.kafka.offset", record.offset());
      try {
        return named(handler.handle(record, delivery));
      } catch (PoisonRecordException e) {
        name(process, e.besides());
        process.failed(e.reason());
        throw e;
      } catch (Exception e) {
        process.failed(e);
        throw e;
      }
    }
  }

  private static void name(Activity cause, List<ProducerRecord<byte[], byte[]>> records) {
    var place = cause.place();
    if (place != null) {
      records.forEach(record -> place.write(record.headers()));
    }
  }

  /** What is published is on its way until the transaction that it is in has been committed. */
  private static Outcome named(Outcome outcome) {
    if (outcome.publish().isEmpty()) {
      return outcome;
    }
    List<Activity> sending = new ArrayList<>();
    outcome.publish().stream()
        .collect(Collectors.groupingBy(ProducerRecord::topic))
        .forEach(
            (topic, records) -> {
              var send = Messaging.send(topic);
              sending.add(send);
              name(send, records);
            });
    return outcome.whenCommitted(() -> sending.forEach(Activity::close));
  }
}
