package dev.turnpike.judge.langfuse;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.TurnStatus;
import dev.turnpike.events.Usage;
import dev.turnpike.telemetry.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns and scores in the words of Langfuse: a turn is a trace with one generation, a score is a
 * numeric score of that trace. All ids follow from ours, so what is sent twice is there once.
 */
final class LangfuseEvents {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_TEXT = 100_000;

  private final boolean content;
  private final boolean otlp;

  /**
   * @param content whether texts are part of them
   * @param otlp whether Langfuse has the traces of recorded turns from elsewhere
   */
  LangfuseEvents(boolean content, boolean otlp) {
    this.content = content;
    this.otlp = otlp;
  }

  List<LangfuseEvent> of(CompletedTurn turn) {
    return hasTrace(TraceParent.parse(turn.getTraceParent()))
        ? List.of()
        : List.of(trace(turn), generation(turn));
  }

  /**
   * @param place of its record in the judged turn's trace; null when that is not known
   */
  LangfuseEvent of(TurnScore score, @Nullable TraceParent place) {
    var key =
        String.join(
            "|",
            score.getTurnId().toString(),
            score.getRubric(),
            score.getRubricVersion(),
            score.getJudgeModel());
    var body =
        JSON.createObjectNode()
            .put("id", id("score", key))
            .put("traceId", traceId(score.getTurnId(), place))
            .put("name", score.getRubric())
            .put("value", score.getScore())
            .put("dataType", "NUMERIC");
    if (content) {
      body.put("comment", cut(score.getReasoning()));
    }
    body.set(
        "metadata",
        JSON.createObjectNode()
            .put("rubric_version", score.getRubricVersion())
            .put("judge_model", score.getJudgeModel())
            .put("simulated", score.getSimulated())
            .put("lower_is_better", score.getLowerIsBetter()));
    return event("score-create", id("score-create", key), score.getScoredAt(), body);
  }

  private LangfuseEvent trace(CompletedTurn turn) {
    var accepted = turn.getTimings().getAcceptedAt();
    var body =
        JSON.createObjectNode()
            .put("id", traceId(turn.getTurnId()))
            .put("timestamp", accepted.toString())
            .put("name", turn.getAgent())
            .put("userId", turn.getUserId())
            .put("sessionId", turn.getSessionId())
            .put("version", turn.getPromptVersion());
    texts(turn, body);
    var metadata =
        JSON.createObjectNode()
            .put("turn_id", turn.getTurnId().toString())
            .put("status", lower(turn.getStatus()))
            .put("origin", lower(turn.getOrigin()))
            .put("attempts", turn.getAttempts())
            .put("simulated", turn.getSimulated());
    body.set("metadata", metadata);
    body.set("tags", JSON.createArrayNode().add(turn.getAgent()));
    return event("trace-create", id("trace-create", turn.getTurnId().toString()), accepted, body);
  }

  private LangfuseEvent generation(CompletedTurn turn) {
    var timings = turn.getTimings();
    var turnId = turn.getTurnId().toString();
    var error = turn.getError();
    var body =
        JSON.createObjectNode()
            .put("id", id("generation", turnId))
            .put("traceId", traceId(turn.getTurnId()))
            .put("name", "answer")
            .put("startTime", timings.getStartedAt().toString())
            .put("completionStartTime", text(timings.getFirstTokenAt()))
            .put("endTime", timings.getFinishedAt().toString())
            .put("model", turn.getModel())
            .put("version", turn.getPromptVersion())
            .put("level", turn.getStatus() == TurnStatus.FAILED ? "ERROR" : "DEFAULT")
            .put("statusMessage", error == null ? null : error.getCode());
    texts(turn, body);
    usage(turn.getUsage(), body);
    return event(
        "generation-create", id("generation-create", turnId), timings.getAcceptedAt(), body);
  }

  private void texts(CompletedTurn turn, ObjectNode body) {
    if (content) {
      body.put("input", cut(asked(turn.getInput()))).put("output", cut(turn.getAnswer()));
    }
  }

  /** In parts that don't overlap, as Langfuse adds them up. */
  private static void usage(Usage usage, ObjectNode body) {
    body.set(
        "usageDetails",
        JSON.createObjectNode()
            .put("input", usage.getInputTokens() - usage.getCachedInputTokens())
            .put("input_cached_tokens", usage.getCachedInputTokens())
            .put("output", usage.getOutputTokens() - usage.getReasoningTokens())
            .put("output_reasoning_tokens", usage.getReasoningTokens())
            .put("total", usage.getInputTokens() + usage.getOutputTokens()));
    var nanoUsd = usage.getCostNanoUsd();
    if (nanoUsd != null) {
      body.set("costDetails", JSON.createObjectNode().put("total", nanoUsd / 1e9));
    }
  }

  private static LangfuseEvent event(String type, String id, Instant at, ObjectNode body) {
    var event =
        JSON.createObjectNode().put("id", id).put("type", type).put("timestamp", at.toString());
    event.set("body", body);
    return new LangfuseEvent(id, event.toString());
  }

  private boolean hasTrace(@Nullable TraceParent place) {
    return otlp && place != null && place.sampled();
  }

  private String traceId(UUID turn, @Nullable TraceParent place) {
    return place != null && hasTrace(place) ? place.traceId() : traceId(turn);
  }

  /** 32 hexadecimal digits, as OpenTelemetry has them too. */
  private static String traceId(UUID turn) {
    return turn.toString().replace("-", "");
  }

  private static String id(String kind, String key) {
    return UUID.nameUUIDFromBytes((kind + "|" + key).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String asked(List<ChatMessage> input) {
    return input.stream()
        .filter(message -> message.getRole() == Role.USER)
        .map(ChatMessage::getContent)
        .collect(Collectors.joining("\n"));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
