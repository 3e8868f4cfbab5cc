package dev.turnpike.ingress.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.FakeWorker;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.telemetry.TraceParent;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.traces.SentSpan;
import dev.turnpike.testing.traces.TraceCollector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose trace a request belongs to, and who decides whether it is recorded. */
class RequestTracesTest {

  private static final TraceParent CALLER =
      Objects.requireNonNull(
          TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"));

  private static final TraceParent SAMPLED =
      new TraceParent(CALLER.traceId(), CALLER.spanId(), true);

  @Test
  void joinsItsCallersTraceAndDecidesItself() throws Exception {
    try (var collector = TraceCollector.start();
        var ingress = ingress(collector, "always_on", false);
        var worker = worker(ingress)) {
      var api = ingress.client();
      ask(api, CALLER);
      await()
          .untilAsserted(
              () ->
                  assertThat(collector.spans())
                      .extracting(SentSpan::name)
                      .containsExactlyInAnyOrder(
                          "POST /api/v1/auth/register",
                          "POST /api/v1/auth/session",
                          "POST /api/v1/chatbot/chat",
                          "send chat.requests",
                          "process chat.replies"));
      var trace = collector.spans(CALLER.traceId());
      assertThat(trace).hasSize(3);
      assertThat(named(trace, "POST /api/v1/chatbot/chat").parentId()).isEqualTo(CALLER.spanId());
      assertThat(worker.commands().getLast().getTraceParent())
          .isEqualTo(
              "00-%s-%s-01"
                  .formatted(CALLER.traceId(), named(trace, "send chat.requests").spanId()));

      // Neither health and metrics nor paths that are nobody's.
      api.get("/health", null);
      api.get("/api/v1/health", null);
      api.get("/api/v1/no-such-path-secret", null);
      await().until(() -> collector.spans().stream().anyMatch(span -> span.name().equals("GET")));
      assertThat(collector.spans()).hasSize(6);
      assertThat(collector.holds("no-such-path")).isFalse();
    }
  }

  @Test
  void strangersHaveNothingRecorded() throws Exception {
    try (var collector = TraceCollector.start();
        var ingress = ingress(collector, "parentbased_always_off", false);
        var worker = worker(ingress)) {
      ask(ingress.client(), SAMPLED);
      assertThat(worker.commands().getLast().getTraceParent())
          .startsWith("00-" + CALLER.traceId())
          .endsWith("-00");
      assertThat(collector.calls()).isZero();
    }
  }

  @Test
  void callersDecideWhereTheyAreTrusted() throws Exception {
    try (var collector = TraceCollector.start();
        var ingress = ingress(collector, "parentbased_always_off", true);
        var worker = worker(ingress)) {
      ask(ingress.client(), SAMPLED);
      await().until(() -> collector.spans(CALLER.traceId()).size() == 3);
      assertThat(worker.commands().getLast().getTraceParent()).endsWith("-01");
    }
  }

  @Test
  void withoutACollectorTheCallersTraceGoesOnUnrecorded() throws Exception {
    try (var ingress = RunningIngress.start(Map.of());
        var worker = worker(ingress)) {
      ask(ingress.client(), SAMPLED);
      assertThat(worker.commands().getLast().getTraceParent()).isEqualTo(CALLER.toString());
    }
  }

  private static RunningIngress ingress(TraceCollector collector, String sampler, boolean trust) {
    return RunningIngress.start(
        Map.of(
            "otel.exporter.otlp.endpoint",
            collector.endpoint(),
            "otel.bsp.schedule.delay",
            "50",
            "otel.traces.sampler",
            sampler,
            "turnpike.ingress.traces.trust-callers",
            Boolean.toString(trust)));
  }

  private static FakeWorker worker(RunningIngress ingress) {
    return FakeWorker.start(
        TestPlatform.shared().bootstrapServers(), ingress.database(), stage -> stage.answer("hi"));
  }

  private static void ask(ApiClient api, TraceParent caller)
      throws IOException, InterruptedException {
    var visitor = api.visitor();
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/chatbot/chat"))
                  .header("Authorization", "Bearer " + visitor.sessionToken())
                  .header("Content-Type", "application/json")
                  .header(TraceParent.HEADER, caller.toString())
                  .POST(HttpRequest.BodyPublishers.ofString(ApiClient.message("hello")))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private static SentSpan named(List<SentSpan> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }
}
