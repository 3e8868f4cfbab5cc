package dev.turnpike.ingress.history;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Step;
import dev.turnpike.events.StepKind;
import dev.turnpike.events.Usage;
import dev.turnpike.schemas.EventSerde;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code agent.session_turns}. */
record PastTurnReader(EventSerde<CompletedTurn> serde) {
  private static final int NANO = 9;

  PastTurn read(ResultSet row) throws SQLException {
    byte[] record = row.getBytes("completed_turn");
    @Nullable CompletedTurn ended = record == null ? null : serde.deserialize(record);
    Instant acceptedAt = row.getTimestamp("accepted_at").toInstant();
    @Nullable Timestamp finishedAt = row.getTimestamp("finished_at");
    @Nullable Instant end = finishedAt == null ? null : finishedAt.toInstant();
    return new PastTurn(
        row.getObject("turn_id", UUID.class),
        row.getString("status"),
        row.getString("message"),
        end == null ? null : row.getString("answer"),
        acceptedAt,
        end,
        row.getInt("attempt"),
        row.getString("model"),
        row.getString("model") == null ? null : row.getObject("simulated", Boolean.class),
        failure(row),
        ended == null ? null : toolCalls(ended),
        ended == null ? null : usage(ended.getUsage()),
        ended == null ? null : cost(ended.getUsage().getCostNanoUsd()),
        between(acceptedAt, end),
        ended == null ? null : between(acceptedAt, ended.getTimings().getFirstTokenAt()),
        row.getObject("replaces", UUID.class),
        row.getObject("superseded_by", UUID.class));
  }

  private static PastTurn.@Nullable Failure failure(ResultSet row) throws SQLException {
    String code = row.getString("error_code");
    String message = row.getString("error_message");
    return code == null ? null : new PastTurn.Failure(code, message == null ? "" : message);
  }

  private static List<PastTurn.ToolCall> toolCalls(CompletedTurn turn) {
    return turn.getSteps().stream()
        .filter(step -> step.getKind() == StepKind.TOOL_CALL)
        .map(step -> new PastTurn.ToolCall(step.getName(), step.getError() != null, duration(step)))
        .toList();
  }

  private static long duration(Step step) {
    return Duration.between(step.getStartedAt(), step.getFinishedAt()).toMillis();
  }

  private static PastTurn.Usage usage(Usage usage) {
    return new PastTurn.Usage(
        usage.getInputTokens(), usage.getOutputTokens(), usage.getEstimated());
  }

  private static @Nullable BigDecimal cost(@Nullable Long nanoUsd) {
    return nanoUsd == null ? null : BigDecimal.valueOf(nanoUsd, NANO);
  }

  /** The clocks are those of several machines. */
  private static @Nullable Long between(Instant from, @Nullable Instant to) {
    return to == null ? null : Math.max(0, Duration.between(from, to).toMillis());
  }
}
