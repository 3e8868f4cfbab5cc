package dev.turnpike.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.testing.traces.SentSpan;
import dev.turnpike.testing.traces.TraceCollector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a collector is sent by a whole system of the turns that it answers. */
final class TurnTraces implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Is in the question, the answer, the model's requests and what is learned. */
  static final String SAID = "Zanzibella";

  static final String QUESTION = "My name is %s. What day is it?".formatted(SAID);

  private final TraceCollector collector = TraceCollector.start();

  TraceCollector collector() {
    return collector;
  }

  /** What makes a system send its spans here. */
  Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    environment.put("TURNPIKE_STARTUP_PATIENCE", "2m"); // five JVMs start at once
    return environment;
  }

  /** One trace holds all that is done for a turn, in whatever process. */
  void holdAWholeTurn(Person.Chat chat, String model) {
    assertThat(chat.say(QUESTION)).isNotBlank();
    var trace = finished(chat.id());
    assertThat(tree(trace))
        .contains(
            "ingress-api: POST /api/v1/chatbot/chat",
            "ingress-api: process chat.replies < POST /api/v1/chatbot/chat",
            "ingress-api: send chat.requests < POST /api/v1/chatbot/chat",
            "agent-workers: process chat.requests < send chat.requests",
            "agent-workers: claim turn < process chat.requests",
            "agent-workers: wait in queue < process chat.requests",
            "agent-workers: invoke_agent default < process chat.requests",
            "agent-workers: recall memories < invoke_agent default",
            "agent-workers: chat %s < invoke_agent default".formatted(model),
            "agent-workers: execute_tool current_time < invoke_agent default",
            "agent-workers: send turns.completed < process chat.requests",
            "memory-extractor: process turns.completed < send turns.completed",
            "memory-extractor: learn from turn < process turns.completed",
            "memory-extractor: chat %s < learn from turn".formatted(model),
            "memory-extractor: send memory.changes < process turns.completed",
            "judge-workers: process turns.completed < send turns.completed",
            "judge-workers: judge helpfulness < process turns.completed",
            "judge-workers: chat %s < judge helpfulness".formatted(model),
            "judge-workers: send turns.scored < process turns.completed");
    assertThat(trace.stream().filter(span -> span.parentId().isEmpty())).hasSize(1);
    told(trace);
    SpanReference.holds(trace);
    assertThat(collector.holds(SAID)).isFalse();
  }

  /** What spans say beside their names. */
  private static void told(List<SentSpan> trace) {
    var request = one(trace, "POST /api/v1/chatbot/chat");
    assertThat(request.kind()).isEqualTo("SERVER");
    assertThat(request.attributes())
        .containsEntry("http.route", "/api/v1/chatbot/chat")
        .containsEntry("http.response.status_code", "200")
        .containsKeys("user.id", "session.id");
    var delivery = one(trace, "process chat.replies");
    assertThat(delivery.events()).containsExactly("attempt_started", "first_token");
    assertThat(delivery.get("turnpike.turn.status")).isEqualTo("completed");

    var attempt = one(trace, "invoke_agent default");
    assertThat(attempt.attributes())
        .containsEntry("gen_ai.operation.name", "invoke_agent")
        .containsEntry("gen_ai.agent.name", "default")
        .containsEntry("gen_ai.conversation.id", request.get("session.id"))
        .containsEntry("turnpike.turn.attempt", "1")
        .containsEntry("turnpike.turn.status", "completed");
    var chats =
        trace.stream()
            .filter(span -> span.name().startsWith("chat "))
            .filter(span -> span.parentId().equals(attempt.spanId()))
            .toList();
    assertThat(chats).hasSize(2).allMatch(chat -> chat.kind().equals("CLIENT"));
    assertThat(chats)
        .extracting(chat -> chat.get("gen_ai.response.finish_reasons"))
        .containsExactlyInAnyOrder("tool_calls", "stop");
    assertThat(chats).allMatch(chat -> Long.parseLong(chat.get("gen_ai.usage.output_tokens")) > 0);
    assertThat(chats).anyMatch(chat -> chat.events().equals(List.of("first_token")));
    assertThat(one(trace, "execute_tool current_time").attributes())
        .containsEntry("gen_ai.tool.name", "current_time")
        .containsKey("gen_ai.tool.call.id");
    assertThat(one(trace, "judge helpfulness").get("gen_ai.evaluation.score.value")).isNotEmpty();

    Map<String, SentSpan> byId =
        trace.stream().collect(Collectors.toMap(SentSpan::spanId, Function.identity()));
    assertThat(trace)
        .allSatisfy(
            span -> {
              assertThat(span.took()).isBetween(Duration.ZERO, PATIENCE);
              var parent = byId.get(span.parentId());
              if (parent != null && !span.name().equals("wait in queue")) {
                assertThat(span.begin()).isAfterOrEqualTo(parent.begin().minusMillis(5));
              }
            });
  }

  /** The attempts of a turn whose worker was killed are told in one trace. */
  void holdBothAttempts(String session) {
    var trace = finished(session);
    assertThat(trace)
        .filteredOn(span -> span.name().equals("claim turn"))
        .extracting(span -> span.get("turnpike.turn.attempt"))
        .contains("1", "2");
    var taken = one(trace, "invoke_agent default");
    assertThat(taken.get("turnpike.turn.attempt")).isEqualTo("2");
    assertThat(one(trace, "process chat.replies").events())
        .startsWith("attempt_started")
        .filteredOn("attempt_started"::equals)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  /** The trace of the session's first turn, once all is done for it. */
  List<SentSpan> finished(String session) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                traceOf(session).stream().anyMatch(TurnTraces::isLearned)
                    && traceOf(session).stream()
                        .anyMatch(span -> span.name().equals("send turns.scored")));
    return traceOf(session);
  }

  private static boolean isLearned(SentSpan span) {
    return span.name().equals("process turns.completed")
        && span.service().equals("memory-extractor");
  }

  private List<SentSpan> traceOf(String session) {
    return collector.spans().stream()
        .filter(span -> span.name().startsWith("invoke_agent"))
        .filter(span -> span.get("session.id").equals(session))
        .findFirst()
        .map(attempt -> collector.spans(attempt.traceId()))
        .orElse(List.of());
  }

  static SentSpan one(List<SentSpan> trace, String name) {
    return trace.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> tree(List<SentSpan> trace) {
    Map<String, String> names =
        trace.stream().collect(Collectors.toMap(SentSpan::spanId, SentSpan::name));
    return trace.stream()
        .map(
            span ->
                span.service()
                    + ": "
                    + span.name()
                    + (span.parentId().isEmpty() ? "" : " < " + names.get(span.parentId())))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    collector.close();
  }
}
