package dev.turnpike.judge.evaluation;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.judge.rubric.Sampling;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.command.CommandApplication;
import dev.turnpike.platform.turns.CompletedLog;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chooses turns from {@code turns.completed}, read to where it ends now. Of whoever is forgotten
 * nothing is taken.
 */
public final class RecordedTurns {

  /** Those that come last of a sample are dropped first. */
  private static final Comparator<CompletedTurn> LAST_FIRST =
      Comparator.<CompletedTurn>comparingDouble(turn -> Sampling.fraction(turn.getTurnId()))
          .reversed();

  /** Whom the ingress has not finished forgetting, and whom each service has erased. */
  private static final List<String> LISTS =
      List.of(
          "ingress.users_to_forget",
          "agent.erased_users",
          "memory.erased_users",
          "judge.erased_users");

  private final TurnChoice choice;
  private final EventRecords<CompletedTurn> records;
  private final JdbcClient database;
  private final PriorityQueue<CompletedTurn> chosen = new PriorityQueue<>(LAST_FIRST);
  private final Set<UUID> seen = new HashSet<>();
  private int unreadable;

  private RecordedTurns(
      TurnChoice choice, EventRecords<CompletedTurn> records, JdbcClient database) {
    this.choice = choice;
    this.records = records;
    this.database = database;
  }

  /**
   * @param environment of a judge worker of the system whose log it is
   * @throws EvaluationRefusal when there is no such turn
   */
  public static Recorded read(
      Map<String, String> environment, TurnChoice choice, CompletedLog.Progress progress)
      throws InterruptedException {
    try (var context = CommandApplication.start("judge-workers", environment);
        var log = CompletedLog.open(context.getBean(KafkaClients.class), "eval-replay")) {
      var turns =
          new RecordedTurns(
              choice,
              EventRecords.of(Topics.TURNS_COMPLETED, context.getBean(SchemaRegistry.class)),
              JdbcClient.create(context.getBean(DataSource.class)));
      // A turn is written when it has ended, so never before it was accepted.
      var stretch = choice.since() == null ? log.whole() : log.since(choice.since());
      log.read(stretch, turns::take, progress);
      return turns.recorded();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      var turn = records.read(record);
      if (choice.includes(turn) && seen.add(turn.getTurnId())) {
        chosen.add(turn);
        if (chosen.size() > choice.most()) {
          chosen.remove();
        }
      }
    } catch (PoisonRecordException e) {
      unreadable++;
    }
  }

  private Recorded recorded() {
    List<Item> items = new ArrayList<>();
    Map<String, Answered> answers = new LinkedHashMap<>();
    int history = 0;
    int tools = 0;
    int forgotten = 0;
    var oldestFirst =
        chosen.stream()
            .sorted(Comparator.comparing(turn -> turn.getTimings().getAcceptedAt()))
            .toList();
    for (var turn : oldestFirst) {
      var recorded = new RecordedTurn(turn);
      if (isForgotten(turn.getUserId(), turn.getTimings().getAcceptedAt())) {
        forgotten++;
      } else if (recorded.isAskable()) {
        items.add(recorded.item());
        answers.put(turn.getTurnId().toString(), recorded.answered());
        history += recorded.hadMoreHistory() ? 1 : 0;
        tools += recorded.usedTools() ? 1 : 0;
      }
    }
    if (items.isEmpty()) {
      throw new EvaluationRefusal(
          "No recorded turn is as asked for%s: choose others with --since, --sample, --status or --recorded-agent."
              .formatted(forgotten > 0 ? ", but of users who are forgotten" : ""));
    }
    var name = "%d recorded turns".formatted(items.size());
    return new Recorded(
        new Dataset(name, Item.hash(items.toString()), items), answers, notes(history, tools));
  }

  private List<String> notes(int history, int tools) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "This page holds what users wrote and were answered: keep it as you keep their conversations.");
    if (history > 0) {
      notes.add(
          "%d turns had more history than the last messages that are on record; the replay gave only those."
              .formatted(history));
    }
    if (tools > 0) {
      notes.add(
          "%d turns used tools. No tool was run again: a call with the same arguments got the recorded result, any other was told that this is a replay."
              .formatted(tools));
    }
    if (unreadable > 0) {
      notes.add("%d records of the log could not be read.".formatted(unreadable));
    }
    return notes;
  }

  private boolean isForgotten(String user, Instant acceptedAt) {
    return LISTS.stream().anyMatch(list -> forgottenBy(list, user, acceptedAt));
  }

  /** Where a service has not been started, there is no list yet. */
  private boolean forgottenBy(String list, String user, Instant acceptedAt) {
    boolean listed =
        database.sql("select to_regclass(?) is not null").param(list).query(Boolean.class).single();
    return listed
        && database
            .sql(
                "select exists (select 1 from %s where user_id = ? and forgotten_until >= ?)"
                    .formatted(list))
            .params(user, acceptedAt.atOffset(ZoneOffset.UTC))
            .query(Boolean.class)
            .single();
  }
}
