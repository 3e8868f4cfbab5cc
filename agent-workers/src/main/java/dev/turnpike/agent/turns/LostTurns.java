package dev.turnpike.agent.turns;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Role;
import dev.turnpike.events.StepKind;
import dev.turnpike.models.Tokenizer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Puts ended turns back into a database that was restored from a time when they had not ended:
 * their rows, steps and messages.
 *
 * <p>Invariant: a turn whose end the database has stays as it is, so everything may be done twice.
 * Turns of one session come in the order in which they ended, and no worker runs meanwhile: then
 * their messages are in order too. Not for use by several threads.
 */
public final class LostTurns implements AutoCloseable {

  /** What the database has of a turn that has ended. */
  public enum Fate {
    /** Nothing. */
    MISSING,
    /** That it was cancelled or begun. */
    UNFINISHED,
    /** Its end. */
    PRESENT,
    /** That its user is forgotten: it is left out. */
    FORGOTTEN
  }

  private static final String FATE =
      """
      select case
        when exists (
          select 1 from forgotten_users where user_id = ? and forgotten_until >= ?) then 'FORGOTTEN'
        else coalesce((
          select case when status in ('pending', 'running') then 'UNFINISHED' else 'PRESENT' end
          from turns where turn_id = ?), 'MISSING') end
      """;

  private static final String TURN =
      """
      insert into turns as existing (turn_id, session_id, user_id, status, attempt, model, simulated,
        answer, finish_reason, error_code, error_message, forget, accepted_at, started_at,
        finished_at, request_partition, request_offset, mailbox, completed_turn, replaces)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (turn_id) do update
        set session_id = excluded.session_id, user_id = excluded.user_id, status = excluded.status,
          attempt = excluded.attempt, model = excluded.model, simulated = excluded.simulated,
          answer = excluded.answer, finish_reason = excluded.finish_reason,
          error_code = excluded.error_code, error_message = excluded.error_message,
          forget = existing.forget or excluded.forget, accepted_at = excluded.accepted_at,
          started_at = excluded.started_at, finished_at = excluded.finished_at,
          request_partition = excluded.request_partition, request_offset = excluded.request_offset,
          mailbox = coalesce(excluded.mailbox, existing.mailbox),
          completed_turn = excluded.completed_turn, replaces = excluded.replaces
        where existing.status in ('pending', 'running')
      returning forget
      """;

  /** What a claim had written before the backup. */
  private static final String FORGET =
      """
      with forgotten as (delete from messages where turn_id = ?)
      select give_place_back(?, ?)
      """;

  private static final String STEP =
      """
      insert into steps (turn_id, index, attempt, kind, name, failed, started_at, finished_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (turn_id, index) do update
        set attempt = excluded.attempt, kind = excluded.kind, name = excluded.name,
          failed = excluded.failed, started_at = excluded.started_at,
          finished_at = excluded.finished_at, record = null
      """;

  private static final String MESSAGE =
      """
      insert into messages (session_id, turn_id, ordinal, role, content, tokens, exchange, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (turn_id, ordinal) do nothing
      """;

  private static final int ANSWER_ORDINAL = 1_000_000;

  private final Connection connection;
  private final SessionStore sessions;
  private final PastCommands commands;
  private final Tokenizer tokenizer;

  /**
   * @param commands those of all turns that are put back, as far as the log has them
   * @param tokenizer the workers' own
   */
  public LostTurns(DataSource database, PastCommands commands, Tokenizer tokenizer)
      throws SQLException {
    this.connection = database.getConnection();
    this.sessions = new SessionStore(new InSchema(database));
    this.commands = commands;
    this.tokenizer = tokenizer;
    connection.setSchema(InSchema.NAME);
    try (var statement = connection.createStatement()) {
      // what is lost in a crash is put back by the next run
      statement.execute("set synchronous_commit = off");
    }
  }

  /** What the database has of a turn. */
  public Fate fate(CompletedTurn turn) throws SQLException {
    try (var statement = connection.prepareStatement(FATE)) {
      statement.setString(1, turn.getUserId());
      statement.setObject(2, TurnStore.atUtc(turn.getTimings().getAcceptedAt()));
      statement.setObject(3, turn.getTurnId());
      try (var row = statement.executeQuery()) {
        row.next();
        return Fate.valueOf(row.getString(1));
      }
    }
  }

  /**
   * Puts a turn's end back if the database has none.
   *
   * @param record the turn in Confluent's wire format, as it was published
   * @return what the database had
   */
  public Fate putBack(CompletedTurn turn, byte[] record) throws SQLException {
    var fate = fate(turn);
    if (fate == Fate.PRESENT || fate == Fate.FORGOTTEN) {
      return fate;
    }
    connection.setAutoCommit(false);
    try {
      boolean forget = writeTurn(turn, record);
      writeSteps(turn);
      if (forget) {
        deleteMessages(turn);
      } else if (commands.inHistory(turn)) {
        takePlace(turn);
        writeMessages(turn);
      }
      connection.commit();
      return fate;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * Cancels, interrupts and clears again; after all turns are back.
   *
   * @return how many commands
   */
  public int repeatCommands() throws SQLException {
    commands.repeat(sessions);
    return commands.count();
  }

  @Override
  public void close() throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("reset synchronous_commit");
    }
    connection.close();
  }

  /** Whether its messages are forgotten. */
  private boolean writeTurn(CompletedTurn turn, byte[] record) throws SQLException {
    var error = turn.getError();
    var timings = turn.getTimings();
    var request = turn.getRequest();
    try (var statement = connection.prepareStatement(TURN)) {
      statement.setObject(1, turn.getTurnId());
      statement.setString(2, turn.getSessionId());
      statement.setString(3, turn.getUserId());
      statement.setString(4, turn.getStatus().name().toLowerCase(Locale.ROOT));
      statement.setInt(5, turn.getAttempts());
      statement.setString(6, TurnStore.storable(turn.getModel()));
      statement.setBoolean(7, turn.getSimulated());
      statement.setString(8, TurnStore.storable(turn.getAnswer()));
      statement.setString(9, turn.getFinishReason());
      statement.setString(10, error == null ? null : TurnStore.storable(error.getCode()));
      statement.setString(11, error == null ? null : TurnStore.storable(error.getMessage()));
      statement.setBoolean(12, commands.isForgotten(turn));
      statement.setObject(13, TurnStore.atUtc(timings.getAcceptedAt()));
      statement.setObject(14, TurnStore.atUtc(timings.getStartedAt()));
      statement.setObject(15, TurnStore.atUtc(timings.getFinishedAt()));
      statement.setInt(16, request.getPartition());
      statement.setLong(17, request.getOffset());
      statement.setObject(18, commands.mailbox(turn.getTurnId()), Types.INTEGER);
      statement.setBytes(19, record);
      statement.setObject(20, turn.getReplaces(), Types.OTHER);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private void deleteMessages(CompletedTurn turn) throws SQLException {
    try (var statement = connection.prepareStatement(FORGET)) {
      statement.setObject(1, turn.getTurnId());
      statement.setString(2, turn.getSessionId());
      statement.setObject(3, turn.getTurnId());
      statement.execute();
    }
  }

  /** As its claim did. */
  private void takePlace(CompletedTurn turn) throws SQLException {
    if (turn.getReplaces() == null) {
      return;
    }
    try (var statement = connection.prepareStatement("select supersede(?, ?, ?, ?)")) {
      statement.setString(1, turn.getSessionId());
      statement.setObject(2, turn.getTurnId());
      statement.setObject(3, turn.getReplaces());
      statement.setObject(4, TurnStore.atUtc(turn.getTimings().getAcceptedAt()));
      statement.execute();
    }
  }

  /** As the workers do: an answer's last step is stored with its end alone. */
  private void writeSteps(CompletedTurn turn) throws SQLException {
    try (var statement = connection.prepareStatement(STEP)) {
      for (var step : turn.getSteps()) {
        if (step.getKind() == StepKind.MODEL_CALL && step.getToolCalls().isEmpty()) {
          continue;
        }
        statement.setObject(1, turn.getTurnId());
        statement.setInt(2, step.getIndex());
        statement.setInt(3, step.getAttempt());
        statement.setString(4, step.getKind().name().toLowerCase(Locale.ROOT));
        statement.setString(5, TurnStore.storable(step.getName()));
        statement.setBoolean(6, step.getError() != null);
        statement.setObject(7, TurnStore.atUtc(step.getStartedAt()));
        statement.setObject(8, TurnStore.atUtc(step.getFinishedAt()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void writeMessages(CompletedTurn turn) throws SQLException {
    try (var statement = connection.prepareStatement(MESSAGE)) {
      int ordinal = 0;
      for (var message : turn.getInput()) {
        var content = TurnStore.storable(message.getContent());
        int tokens = tokenizer.count(content) + Conversation.PER_MESSAGE;
        addMessage(statement, turn, ordinal++, message.getRole(), content, tokens, null);
      }
      if (!turn.getAnswer().isEmpty()) {
        var ended = Ended.of(turn, new TurnSteps(turn.getSteps()), true, false, tokenizer);
        var content = TurnStore.storable(turn.getAnswer());
        addMessage(
            statement,
            turn,
            ANSWER_ORDINAL,
            Role.ASSISTANT,
            content,
            ended.tokens(),
            ended.exchange());
      }
      statement.executeBatch();
    }
  }

  private static void addMessage(
      PreparedStatement statement,
      CompletedTurn turn,
      int ordinal,
      Role role,
      String content,
      int tokens,
      @Nullable String exchange)
      throws SQLException {
    var timings = turn.getTimings();
    var at = ordinal == ANSWER_ORDINAL ? timings.getFinishedAt() : timings.getStartedAt();
    statement.setString(1, turn.getSessionId());
    statement.setObject(2, turn.getTurnId());
    statement.setInt(3, ordinal);
    statement.setString(4, role.name().toLowerCase(Locale.ROOT));
    statement.setString(5, content);
    statement.setInt(6, tokens);
    statement.setString(7, exchange);
    statement.setObject(8, TurnStore.atUtc(at));
    statement.addBatch();
  }

  /** The workers' functions find each other by the search path. */
  private static final class InSchema extends DelegatingDataSource {

    static final String NAME = "agent";

    InSchema(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      var connection = super.getConnection();
      connection.setSchema(NAME);
      return connection;
    }
  }
}
