package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.ContextSource;
import dev.turnpike.events.StartTurn;
import dev.turnpike.events.Step;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.schemas.EventSerde;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
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
  private final ClaimReader claims;
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
    this.claims = new ClaimReader(serde);
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
                "select claim.*, is_exempt(?, ?) as is_exempt from claim_turn("
                    + "?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as interval), ?, ?, ?, ?, ?) claim")) {
      statement.setString(1, command.getUserId());
      statement.setString(2, command.getSessionId());
      statement.setObject(3, command.getTurnId());
      statement.setString(4, command.getSessionId());
      statement.setString(5, command.getUserId());
      statement.setObject(6, atUtc(command.getAcceptedAt()));
      statement.setInt(7, request.position().partition());
      statement.setLong(8, request.position().offset());
      statement.setInt(9, request.start().getMailbox());
      statement.setObject(10, workerId);
      statement.setBoolean(11, runsHere);
      statement.setString(12, ALIVE_FOR);
      statement.setInt(13, input == null ? 0 : properties.historyMessages());
      statement.setInt(14, properties.historyTokens());
      statement.setArray(15, input == null ? null : array(connection, "text", input.texts()));
      statement.setArray(16, input == null ? null : array(connection, "int4", input.tokens()));
      statement.setObject(17, request.start().getReplaces(), Types.OTHER);
      try (var row = statement.executeQuery()) {
        row.next();
        return claims.read(row);
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
            connection.prepareStatement("select save_step(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setObject(1, turnId);
      statement.setInt(2, attempt);
      statement.setObject(3, workerId);
      statement.setInt(4, step.getIndex());
      statement.setString(5, step.getKind().name().toLowerCase(Locale.ROOT));
      statement.setString(6, step.getName());
      statement.setBoolean(7, step.getError() != null);
      statement.setObject(8, atUtc(step.getStartedAt()));
      statement.setObject(9, atUtc(step.getFinishedAt()));
      statement.setBytes(10, StepCodec.write(step));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /**
   * Stores a turn's end, without its texts when its user is forgotten.
   *
   * @return the end as it was stored; null when a higher attempt has begun, then nothing was
   *     written
   */
  @Nullable CompletedTurn finish(Ended ended) throws SQLException {
    return switch (finish(ended, false)) {
      case "stored" -> ended.turn();
      case "blank" -> {
        var blank = ended.blank();
        yield finish(blank, true).equals("stored") ? blank.turn() : null;
      }
      default -> null;
    };
  }

  private String finish(Ended ended, boolean blank) throws SQLException {
    var turn = ended.turn();
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select finish_turn(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      var error = turn.getError();
      statement.setObject(1, turn.getTurnId());
      statement.setInt(2, turn.getAttempts());
      statement.setObject(3, workerId);
      statement.setString(4, turn.getStatus().name().toLowerCase(Locale.ROOT));
      statement.setString(5, storable(turn.getAnswer()));
      statement.setString(6, turn.getFinishReason());
      statement.setString(7, error == null ? null : storable(error.getCode()));
      statement.setString(8, error == null ? null : storable(error.getMessage()));
      statement.setString(9, storable(turn.getModel()));
      statement.setBoolean(10, turn.getSimulated());
      statement.setBoolean(11, ended.forget());
      statement.setBoolean(12, ended.inHistory());
      statement.setInt(13, ended.tokens());
      statement.setString(14, ended.exchange());
      statement.setBytes(15, serde.serialize(turn));
      statement.setBoolean(16, blank);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** The turn as it is stored and published: without its steps where they make it too large. */
  CompletedTurn fitting(CompletedTurn turn) {
    return serde.serialize(turn).length <= properties.longestRecord().toBytes()
        ? turn
        : CompletedTurn.newBuilder(turn).setRecentHistory(List.of()).setSteps(List.of()).build();
  }

  /** Whether another attempt would be turned away now; takes no lock. */
  boolean isHeld(UUID turnId) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select is_held(?, cast(? as interval))")) {
      statement.setObject(1, turnId);
      statement.setString(2, ALIVE_FOR);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
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
                    + " where turn_id = ? and attempt = ? and worker_id = ?"
                    + " and status = 'running'")) {
      statement.setInt(1, strike ? 1 : 0);
      statement.setObject(2, turnId);
      statement.setInt(3, attempt);
      statement.setObject(4, workerId);
      statement.executeUpdate();
    }
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
      var content = storable(message.getContent());
      texts.add(message.getRole().name().toLowerCase(Locale.ROOT));
      texts.add(content);
      tokens.add(tokenizer.count(content) + Conversation.PER_MESSAGE);
    }
    return new Input(texts, tokens);
  }

  /** Postgres stores no NUL in a text. */
  static String storable(String text) {
    return text.replace("\0", "");
  }

  static OffsetDateTime atUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
