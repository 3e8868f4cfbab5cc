package dev.turnpike.agent.turns;

import dev.turnpike.events.ChatMessage;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.Role;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.schemas.EventSerde;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns in Postgres: the fence between attempts.
 *
 * <p>Every write carries its attempt and changes nothing when that is stale. What a statement does
 * stands in {@code db/agent}. Each method is one round trip.
 */
final class TurnStore {

  /**
   * A worker whose heartbeat is older is dead, and its turns can be claimed; PostgreSQL interval.
   */
  private static final String ALIVE_FOR = "5 seconds";

  private final DataSource database;
  private final UUID workerId;
  private final EventSerde<CompletedTurn> serde;
  private final Tokenizer tokenizer;
  private final TurnProperties properties;

  /**
   * @param tokenizer counts what messages take of a model's window, once and for all
   */
  TurnStore(
      DataSource database,
      UUID workerId,
      EventSerde<CompletedTurn> serde,
      Tokenizer tokenizer,
      TurnProperties properties) {
    this.tokenizer = tokenizer;
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
  Claim claim(TurnRunner.Request request, boolean runsHere) throws SQLException {
    var command = request.command();
    var input = input(request.start());
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select * from claim_turn(?, ?, ?, ?, ?, ?, ?, ?, cast(? as interval), ?, ?, ?, ?)")) {
      statement.setObject(1, command.getTurnId());
      statement.setString(2, command.getSessionId());
      statement.setString(3, command.getUserId());
      statement.setObject(4, atUtc(command.getAcceptedAt()));
      statement.setInt(5, request.position().partition());
      statement.setLong(6, request.position().offset());
      statement.setObject(7, workerId);
      statement.setBoolean(8, runsHere);
      statement.setString(9, ALIVE_FOR);
      statement.setInt(10, input == null ? 0 : properties.historyMessages());
      statement.setInt(11, properties.historyTokens());
      statement.setArray(12, input == null ? null : array(connection, "text", input.texts()));
      statement.setArray(13, input == null ? null : array(connection, "int4", input.tokens()));
      try (var row = statement.executeQuery()) {
        row.next();
        return read(row);
      }
    }
  }

  /**
   * Stores a finished step, so that no later attempt makes it again.
   *
   * @return false when a higher attempt has begun; then nothing was written
   */
  boolean saveStep(UUID turnId, int attempt, Step step) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select save_step(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setObject(1, turnId);
      statement.setInt(2, attempt);
      statement.setInt(3, step.getIndex());
      statement.setString(4, step.getKind().name().toLowerCase(Locale.ROOT));
      statement.setString(5, step.getName());
      statement.setBoolean(6, step.getError() != null);
      statement.setObject(7, atUtc(step.getStartedAt()));
      statement.setObject(8, atUtc(step.getFinishedAt()));
      statement.setBytes(9, StepCodec.write(step));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /**
   * Stores a turn's end.
   *
   * @return false when a higher attempt has begun; then nothing was written
   */
  boolean finish(Ended ended) throws SQLException {
    var turn = ended.turn();
    var record = serialize(turn);
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select finish_turn(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
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
      statement.setBoolean(10, ended.forget());
      statement.setBoolean(11, ended.inHistory());
      statement.setInt(12, ended.tokens());
      statement.setString(13, ended.exchange());
      statement.setBytes(14, record);
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

  /**
   * Gives an attempt back, so that the next owner of its partition need not wait.
   *
   * @param strike whether it counts among those that came to nothing by themselves
   */
  void release(UUID turnId, int attempt, boolean strike) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update turns set worker_id = null, strikes = strikes + ?"
                    + " where turn_id = ? and attempt = ? and status = 'running'")) {
      statement.setInt(1, strike ? 1 : 0);
      statement.setObject(2, turnId);
      statement.setInt(3, attempt);
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
              row.getInt("strikes"),
              row.getObject("started_at", OffsetDateTime.class).toInstant(),
              Duration.ofMillis(row.getLong("running_ms")),
              row.getString("refusal"),
              row.getString("cancel_reason"),
              row.getBoolean("forget"),
              history(row.getArray("history"), row.getArray("history_tokens")),
              steps(row.getArray("steps")),
              row.getBoolean("knows_user"));
    };
  }

  private static List<PastMessage> history(@Nullable Array history, @Nullable Array tokens)
      throws SQLException {
    if (history == null || tokens == null) {
      return List.of();
    }
    var parts = (@Nullable String[]) history.getArray();
    var counts = (Integer[]) tokens.getArray();
    var messages = new ArrayList<PastMessage>(counts.length);
    for (int i = 0; i < counts.length; i++) {
      var role = Role.valueOf(String.valueOf(parts[3 * i]).toUpperCase(Locale.ROOT));
      var message = new ChatMessage(role, String.valueOf(parts[3 * i + 1]));
      messages.add(new PastMessage(message, parts[3 * i + 2], counts[i]));
    }
    return messages;
  }

  private static List<Step> steps(@Nullable Array records) throws SQLException {
    return records == null ? List.of() : StepCodec.read(List.of((byte[][]) records.getArray()));
  }

  private static Array array(Connection connection, String type, List<?> elements)
      throws SQLException {
    return connection.createArrayOf(type, elements.toArray());
  }

  /** Role and content in turn, and the tokens of each pair. */
  private record Input(List<String> texts, List<Integer> tokens) {}

  /** Null when the session's history is left alone. */
  private @Nullable Input input(StartTurn start) {
    if (start.getContext() != ContextSource.SESSION) {
      return null;
    }
    var texts = new ArrayList<String>();
    var tokens = new ArrayList<Integer>();
    for (var message : start.getMessages()) {
      var content = message.getContent().replace("\0", "");
      texts.add(message.getRole().name().toLowerCase(Locale.ROOT));
      texts.add(content);
      tokens.add(tokenizer.count(content) + Conversation.PER_MESSAGE);
    }
    return new Input(texts, tokens);
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
