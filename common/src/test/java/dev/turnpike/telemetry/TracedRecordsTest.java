package dev.turnpike.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.keyed.Delivery;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.RecordHandler;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TracedRecordsTest {

  private static final TraceParent CAUSE =
      Objects.requireNonNull(
          TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

  private static final Delivery DELIVERY =
      new Delivery() {
        @Override
        public List<Long> unfinishedBefore() {
          return List.of();
        }

        @Override
        public boolean owned() {
          return true;
        }
      };

  @Test
  void leavesHandlersAloneWhereNobodyTraces() {
    RecordHandler handler = _ -> Outcome.nothing();
    assertThat(TracedRecords.of(Tracing.OFF, "group", handler)).isSameAs(handler);
  }

  @Test
  void carriesTheTraceOnToWhatIsPublished() throws Exception {
    try (var traced = Traced.with(false)) {
      var out = new ProducerRecord<byte[], byte[]>("turns.completed", new byte[0]);
      var handler =
          TracedRecords.of(
              traced.tracing(),
              "agent-workers",
              _ -> {
                Activity.begin("work").close();
                return Outcome.publishing(out);
              });

      var outcome = handler.handle(record(), DELIVERY);
      var process = traced.span("process chat.requests");
      assertThat(traced.collector().spans()).noneMatch(s -> s.kind().equals("PRODUCER"));
      outcome.committed().run();

      var send = traced.span("send turns.completed");
      assertThat(process.parentId()).isEqualTo(CAUSE.spanId());
      assertThat(process.kind()).isEqualTo("CONSUMER");
      assertThat(process.attributes())
          .containsEntry("messaging.system", "kafka")
          .containsEntry("messaging.operation.type", "process")
          .containsEntry("messaging.destination.name", "chat.requests")
          .containsEntry("messaging.destination.partition.id", "3")
          .containsEntry("messaging.kafka.offset", "17")
          .containsEntry("messaging.consumer.group.name", "agent-workers");
      assertThat(traced.span("work").parentId()).isEqualTo(process.spanId());
      assertThat(send.parentId()).isEqualTo(process.spanId());
      assertThat(TraceParent.in(out.headers()))
          .isEqualTo(new TraceParent(CAUSE.traceId(), send.spanId(), true));
    }
  }

  @Test
  void tellsOfAFailureItsKindAlone() {
    try (var traced = Traced.with(true)) {
      var handler =
          TracedRecords.of(
              traced.tracing(),
              "group",
              _ -> {
                throw new IllegalStateException("what somebody said");
              });
      assertThatThrownBy(() -> handler.handle(record(), DELIVERY))
          .isInstanceOf(IllegalStateException.class);
      assertThat(traced.span("process chat.requests").get("error.type"))
          .isEqualTo("java.lang.IllegalStateException");
      assertThat(traced.collector().holds("somebody")).isFalse();
    }
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    var record = new ConsumerRecord<>("chat.requests", 3, 17, new byte[0], new byte[0]);
    CAUSE.write(record.headers());
    return record;
  }
}
