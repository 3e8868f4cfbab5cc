package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.behind.WriteBehind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** The table of accepted turns. */
@Repository
class AcceptedTurnTable implements WriteBehind.Table<AcceptedTurn> {
  private final JdbcTemplate database;
  private final TransactionOperations transactions;

  AcceptedTurnTable(JdbcTemplate database, TransactionOperations transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  /** Does not wait for the disk: what a crash takes away may be missing. */
  @Override
  public void insert(List<AcceptedTurn> turns) {
    transactions.executeWithoutResult(
        _ -> {
          database.execute("set local synchronous_commit to off");
          database.update(
              """
              insert into ingress.accepted_turns
                (turn_id, session_id, user_id, mailbox, accepted_at)
              select turn_id::uuid, session_id, user_id, mailbox::int, accepted_at::timestamptz
              from unnest(?, ?, ?, ?, ?) as t (turn_id, session_id, user_id, mailbox, accepted_at)
              on conflict (turn_id) do nothing
              """,
              column(turns, turn -> turn.turnId().toString()),
              column(turns, AcceptedTurn::sessionId),
              column(turns, AcceptedTurn::userId),
              column(turns, turn -> Integer.toString(turn.mailbox())),
              column(turns, turn -> turn.acceptedAt().toString()));
        });
  }

  @Override
  public int deleteBefore(Instant oldest, int limit) {
    return database.update(
        """
        delete from ingress.accepted_turns where turn_id in (
          select turn_id from ingress.accepted_turns where turn_id < ?
          order by turn_id limit ? for update skip locked)
        """,
        TurnIds.firstOf(oldest),
        limit);
  }

  Optional<KnownTurn> find(UUID turn) {
    return database
        .query(
            """
            select session_id, user_id, mailbox, accepted_at,
                   -- a turn that no worker has yet has no older event, however long it waits
                   greatest(accepted_at, now() - interval '1 minute')
            from ingress.accepted_turns where turn_id = ?
            """,
            (row, _) ->
                new KnownTurn(
                    turn,
                    row.getString(1),
                    row.getString(2),
                    TurnStatus.ACCEPTED,
                    row.getInt(3),
                    row.getTimestamp(4).toInstant(),
                    row.getTimestamp(5).toInstant(),
                    null),
            turn)
        .stream()
        .findFirst();
  }

  private static String[] column(List<AcceptedTurn> turns, Function<AcceptedTurn, String> value) {
    return turns.stream().map(value).toArray(String[]::new);
  }
}
