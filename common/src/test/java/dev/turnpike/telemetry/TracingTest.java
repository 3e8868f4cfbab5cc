package dev.turnpike.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {

  private static final TraceParent CALLER =
      Objects.requireNonNull(
          TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

  @Test
  void isNothingWithoutAnEndpoint() {
    var terms = new TracingSdk.Terms("tested", "test", true);
    var off = TracingSdk.start(Map.of(), terms, new SimpleMeterRegistry());

    assertThat(off).isSameAs(Tracing.OFF);
    try (var root = off.begin("root", SpanKind.CONSUMER, CALLER);
        var part = Activity.begin("part")) {
      assertThat(root).isSameAs(Activity.NONE);
      assertThat(part).isSameAs(Activity.NONE);
      assertThat(Activity.current()).isSameAs(Activity.NONE);
      assertThat(part.place()).isNull();
      assertThat(part.placeOr("other")).isEqualTo("other");
    }
  }

  @Test
  void refusesAProtocolThatItDoesNotSpeak() {
    var settings =
        Map.of(
            "otel.exporter.otlp.endpoint",
            "http://localhost:4317",
            "otel.exporter.otlp.protocol",
            "grpc");
    assertThatThrownBy(
            () ->
                TracingSdk.start(
                    settings,
                    new TracingSdk.Terms("tested", "test", false),
                    new SimpleMeterRegistry()))
        .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL is \"grpc\"");
  }

  @Test
  void saysWhichVariableIsWrongWithoutItsValue() {
    var settings =
        Map.of(
            "otel.exporter.otlp.endpoint",
            "http://localhost:4318",
            "otel.exporter.otlp.headers",
            "Bearer sk-secret");
    assertThatThrownBy(
            () ->
                TracingSdk.start(
                    settings,
                    new TracingSdk.Terms("tested", "test", false),
                    new SimpleMeterRegistry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("OTEL_EXPORTER_OTLP_HEADERS is not as OpenTelemetry wants it")
        .hasNoCause();
  }

  @Test
  void aWaitOfSkewedClocksTakesNoTime() {
    try (var traced = Traced.with(false)) {
      try (var _ = traced.tracing().begin("root", SpanKind.INTERNAL, null)) {
        var now = Instant.now();
        Activity.record("wait in queue", now.plusSeconds(5), now);
      }
      assertThat(traced.span("wait in queue").took()).isZero();
    }
  }

  @Test
  void partsBelongToWhatTheirThreadDoes() throws InterruptedException {
    try (var traced = Traced.with(false)) {
      try (var root = traced.tracing().begin("root", SpanKind.CONSUMER, CALLER)) {
        root.set("user.id", "u").set("count", 3);
        try (var part = Activity.begin("part")) {
          part.event("first_token").failed(new IllegalStateException("secret text"));
          Thread.ofVirtual()
              .start(LogContext.carried(() -> Activity.begin("elsewhere").close()))
              .join();
        }
      }
      assertThat(traced.spans(3)).hasSize(3).allMatch(s -> s.traceId().equals(CALLER.traceId()));
      var root = traced.span("root");
      var part = traced.span("part");
      assertThat(root.parentId()).isEqualTo(CALLER.spanId());
      assertThat(root.kind()).isEqualTo("CONSUMER");
      assertThat(root.service()).isEqualTo("tested");
      assertThat(root.attributes()).containsEntry("user.id", "u").containsEntry("count", "3");
      assertThat(part.parentId()).isEqualTo(root.spanId());
      assertThat(part.events()).containsExactly("first_token");
      assertThat(part.failed()).isTrue();
      assertThat(part.get("error.type")).isEqualTo("java.lang.IllegalStateException");
      assertThat(traced.span("elsewhere").parentId()).isEqualTo(part.spanId());
      assertThat(traced.collector().holds("secret text")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void tellsContentOnlyWhereThatIsSwitchedOn(boolean content) {
    try (var traced = Traced.with(content)) {
      try (var root = traced.tracing().begin("root", SpanKind.INTERNAL, null)) {
        root.content("gen_ai.input.messages", () -> "canary");
      }
      traced.span("root");
      assertThat(traced.collector().holds("canary")).isEqualTo(content);
    }
  }

  @Test
  void whatIsNotSampledGoesOnWithoutBeingTold() {
    try (var traced = Traced.with(false, "otel.traces.sampler", "always_off")) {
      try (var root = traced.tracing().begin("root", SpanKind.CONSUMER, null);
          var part = Activity.begin("part")) {
        assertThat(root.isRecorded()).isFalse();
        assertThat(part.place()).isEqualTo(root.place()).extracting("sampled").isEqualTo(false);
      }
      assertThat(traced.collector().calls()).isZero();
    }
  }

  @Test
  void decidesItselfAboutStrangers() {
    try (var traced =
        Traced.with(
            false,
            "otel.traces.sampler",
            "parentbased_traceidratio",
            "otel.traces.sampler.arg",
            "0.3")) {
      // Such an id is below every ratio, so whoever chooses it would always be recorded.
      var sly = new TraceParent("0af7651916cd43dd0000000000000001", "b7ad6b7169203331", true);
      int recorded = 0;
      for (int i = 0; i < 1_000; i++) {
        try (var request = traced.tracing().request("GET", sly, false)) {
          recorded += request.isRecorded() ? 1 : 0;
          assertThat(request.place()).extracting("traceId").isEqualTo(sly.traceId());
        }
      }
      assertThat(recorded).isBetween(200, 400);
      try (var request = traced.tracing().request("GET", sly, true)) {
        assertThat(request.isRecorded()).isTrue();
      }
      // Behind the door the decision is followed.
      try (var other = traced.tracing().begin("process", SpanKind.CONSUMER, sly)) {
        assertThat(other.isRecorded()).isTrue();
      }
    }
  }

  @Test
  void errandsSayWhatTheyAreAbout() {
    try (var traced = Traced.with(false)) {
      traced.tracing().beginAbout("rejudge turn", CALLER).close();
      var span = traced.span("rejudge turn");
      assertThat(span.traceId()).isNotEqualTo(CALLER.traceId());
      assertThat(span.links()).containsExactly(CALLER.traceId());
    }
  }

  @Test
  void sendsWhatIsLeftWhenItEnds() {
    try (var traced = Traced.with(false, "otel.bsp.schedule.delay", "60000")) {
      traced.tracing().begin("root", SpanKind.INTERNAL, null).close();
      traced.tracing().close();
      assertThat(traced.collector().spans()).hasSize(1);
    }
  }
}
