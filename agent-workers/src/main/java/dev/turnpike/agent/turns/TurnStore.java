package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.TurnCommand;
import dev.turnpike.schemas.EventSerde;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns in Postgres: the fence between attempts.
 *
 * <p>Every write carries its attempt and changes nothing when that is stale. What a statement does
 * stands in {@code db/agent/V1__turns.sql}. Each method is one round trip.
 */
final class TurnStore {

  /**
   * A worker whose heartbeat is older is dead, and its turns can be claimed; PostgreSQL interval.
   */
  private static final String ALIVE_FOR = "5 seconds";

  private final DataSource database;
  private final UUID workerId;
  private final EventSerde<CompletedTurn> serde;
  private final TurnProperties properties;

  TurnStore(
      DataSource database,
      UUID workerId,
      EventSerde<CompletedTurn> serde,
      TurnProperties properties) {
    this.database = database;
    this.workerId = workerId;
    this.serde = serde;
    this.properties = properties;
  }

  /**
   * Asks for the next attempt at a turn.
   *
   * @param runsHere whether this worker runs an attempt at it already
   */
  Claim claim(TurnCommand command, StartTurn start, boolean runsHere) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select * from claim_turn(?, ?, ?, ?, ?, ?, cast(? as interval), ?, ?)")) {
      statement.setObject(1, command.getTurnId());
      statement.setString(2, command.getSessionId());
      statement.setString(3, command.getUserId());
      statement.setObject(4, atUtc(command.getAcceptedAt()));
      statement.setObject(5, workerId);
      statement.setBoolean(6, runsHere);
      statement.setString(7, ALIVE_FOR);
      statement.setInt(8, properties.historyMessages());
      statement.setArray(9, input(connection, start));
      try (var row = statement.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /**
   * Stores a turn's end.
   *
   * @param forget whether its messages leave the history
   * @param inHistory whether its answer joins the history
   * @return false when a higher attempt has begun; then nothing was written
   */
  boolean finish(CompletedTurn turn, boolean forget, boolean inHistory) throws SQLException {
    var record = serialize(turn);
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select finish_turn(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      var error = turn.getError();
      statement.setObject(1, turn.getTurnId());
      statement.setInt(2, turn.getAttempts());
      statement.setString(3, turn.getStatus().name().toLowerCase(Locale.ROOT));
      statement.setString(4, turn.getAnswer());
      statement.setString(5, turn.getFinishReason());
      statement.setString(6, error == null ? null : error.getCode());
      statement.setString(7, error == null ? null : error.getMessage());
      statement.setString(8, turn.getModel());
      statement.setBoolean(9, turn.getSimulated());
      statement.setBoolean(10, forget);
      statement.setBoolean(11, inHistory);
      statement.setBytes(12, record);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Without what can be read elsewhere when it would be too large for one record. */
  private byte[] serialize(CompletedTurn turn) {
    var bytes = serde.serialize(turn);
    if (bytes.length <= properties.longestRecord().toBytes()) {
      return bytes;
    }
    return serde.serialize(
        CompletedTurn.newBuilder(turn).setRecentHistory(List.of()).setSteps(List.of()).build());
  }

  /** Gives an attempt back, so that the next owner of its partition need not wait. */
  void release(UUID turnId, int attempt) throws SQLException {
    update(
        "update turns set worker_id = null"
            + " where turn_id = ? and attempt = ? and status = 'running'",
        turnId,
        attempt);
  }

  /**
   * Notes that a turn is cancelled, whether it has been claimed already or not. One that has ended
   * stays as it is, but can still be forgotten.
   */
  void requestCancel(TurnCommand command, String reason, boolean forget) throws SQLException {
    update(
        """
        insert into turns as existing
          (turn_id, session_id, user_id, status, attempt, accepted_at, cancel_reason, forget)
        values (?, ?, ?, 'pending', 0, ?, ?, ?)
        on conflict (turn_id) do update
          set cancel_reason = excluded.cancel_reason, forget = excluded.forget
          where existing.status in ('pending', 'running')
        """,
        command.getTurnId(),
        command.getSessionId(),
        command.getUserId(),
        atUtc(command.getAcceptedAt()),
        reason,
        forget);
    if (forget) {
      update(
          """
          delete from messages where turn_id = ? and turn_id in (
            select turn_id from turns where status not in ('pending', 'running'))
          """,
          command.getTurnId());
    }
  }

  /** Forgets a session's messages. */
  void clearHistory(String sessionId) throws SQLException {
    update("delete from messages where session_id = ?", sessionId);
  }

  private void update(String sql, @Nullable Object... parameters) throws SQLException {
    try (var connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private Claim read(ResultSet row) throws SQLException {
    return switch (row.getString("outcome")) {
      case "held" -> new Claim.Held();
      case "finished" -> new Claim.Finished(serde.deserialize(row.getBytes("completed_turn")));
      default ->
          new Claim.Granted(
              row.getInt("attempt"),
              row.getObject("started_at", OffsetDateTime.class).toInstant(),
              row.getString("cancel_reason"),
              row.getBoolean("forget"),
              messages(row.getArray("history")),
              row.getBoolean("knows_user"));
    };
  }

  private static List<ChatMessage> messages(@Nullable Array history) throws SQLException {
    if (history == null) {
      return List.of();
    }
    var parts = (String[]) history.getArray();
    var messages = new ArrayList<ChatMessage>(parts.length / 2);
    for (int i = 0; i < parts.length; i += 2) {
      messages.add(new ChatMessage(Role.valueOf(parts[i].toUpperCase(Locale.ROOT)), parts[i + 1]));
    }
    return messages;
  }

  /** Role and content in turn; null when the session's history is left alone. */
  private static @Nullable Array input(Connection connection, StartTurn start) throws SQLException {
    if (start.getContext() != ContextSource.SESSION) {
      return null;
    }
    var parts =
        start.getMessages().stream()
            .flatMap(
                message ->
                    Stream.of(
                        message.getRole().name().toLowerCase(Locale.ROOT),
                        message.getContent().replace("\0", "")))
            .toArray(String[]::new);
    return connection.createArrayOf("text", parts);
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
