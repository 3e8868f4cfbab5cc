package dev.turnpike.operations.recovery;

import dev.turnpike.agent.turns.LostTurns;
import dev.turnpike.agent.turns.PastCommands;
import dev.turnpike.ingress.forget.ForgottenAgain;
import dev.turnpike.ingress.sessions.LostSessions;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.memory.book.LostDeletions;
import dev.turnpike.models.Models;
import dev.turnpike.operations.console.Refusal;
import dev.turnpike.operations.recovery.RecoveryListener.Part;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.command.AdvisoryLock;
import dev.turnpike.platform.command.CommandApplication;
import dev.turnpike.platform.turns.LogFailure;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After the database was restored from a backup, puts back what the log has of the time since:
 *
 * <pre>
 *  users forgotten since ─▶ commands ─▶ ended turns, messages, sessions ─▶ scores ─▶ deleted memories
 *     ─▶ consumer groups of memory and usage set back, so that the services do theirs again
 * </pre>
 *
 * <p>The services are stopped meanwhile. Everything may be done twice; killed anywhere, it is run
 * again.
 */
public final class Recovery {

  /** How far memory and usage may have been behind, and {@code since} too late. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /** How long a turn may have waited for its end. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private static final long BYTES_PER_REQUEST = 150;

  private RecoveryOptions options;
  private final RecoveryListener listener;
  private final KafkaClients kafka;
  private final SchemaRegistry registry;
  private final DataSource database;
  private final Models models;
  private final ConsumerGroups groups;
  private final OpenTransactions transactions;
  private int unreadable;

  private Recovery(
      RecoveryOptions options,
      RecoveryListener listener,
      ConfigurableApplicationContext context,
      Admin admin) {
    this.options = options;
    this.listener = listener;
    this.kafka = context.getBean(KafkaClients.class);
    this.registry = context.getBean(SchemaRegistry.class);
    this.database = context.getBean(DataSource.class);
    this.models = context.getBean(Models.class);
    this.groups = new ConsumerGroups(admin);
    this.transactions = new OpenTransactions(admin);
  }

  /**
   * @throws Refusal when it did not begin, or broke off
   */
  public static RecoveryResult run(RecoveryOptions options, RecoveryListener listener)
      throws InterruptedException {
    try (var context = CommandApplication.start("agent-workers", options.environment());
        var admin = context.getBean(KafkaClients.class).admin("recover", Map.of())) {
      return new Recovery(options, listener, context, admin).run();
    } catch (LogFailure e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    } catch (KafkaException | DataAccessException | SQLException e) {
      throw new Refusal(
          "The recovery broke off (%s); what was put back stays: run it again."
              .formatted(e.getMessage()),
          e);
    }
  }

  private RecoveryResult run() throws InterruptedException, SQLException {
    requireTables();
    groups.requireRest();
    transactions.awaitEnd();
    try (var _ = lock()) {
      return recovered();
    }
  }

  private RecoveryResult recovered() throws InterruptedException, SQLException {
    int forgotten = forget();
    var commands = commands();
    var scores = new ScoresTaker(options, new ScoreStore(JdbcClient.create(database)));
    var deletions = new LostDeletions(database);
    var memories = new MemoriesTaker(options, deletions);
    try (var lost = new LostTurns(database, commands, models.defaultModel().tokenizer())) {
      var turns = new TurnsTaker(options, lost, new LostSessions(database), commands.cleared());
      var completed = new TopicPass<>(kafka, registry, Topics.TURNS_COMPLETED);
      var from = options.since().minus(MARGIN);
      completed.read(options, from, listener, Part.TURNS, turns);
      int repeated = options.dryRun() ? commands.count() : lost.repeatCommands();
      if (exists("judge.unannounced_scores")) {
        read(new TopicPass<>(kafka, registry, Topics.TURNS_SCORED), Part.SCORES, scores);
      }
      if (options.deletions() && deletions.hasTables()) {
        read(new TopicPass<>(kafka, registry, Topics.MEMORY_CHANGES), Part.MEMORIES, memories);
      }
      return new RecoveryResult(
          turns.fates(),
          turns.early(),
          turns.opened(),
          turns.accounts(),
          scores.missing(),
          repeated,
          memories.deleteAgain(),
          forgotten,
          groups.rewind(completed.since(from), !options.dryRun()),
          unreadable + completed.unreadable());
    }
  }

  /** Those whom the database knows count too: a service may not have erased them yet. */
  private int forget() {
    var again = new ForgottenAgain(database);
    var known = again.known();
    int count = 0;
    for (var user : options.forgotten().users().entrySet()) {
      var until = known.get(user.getKey());
      if (until == null || until.isBefore(user.getValue())) {
        count++;
        if (!options.dryRun()) {
          again.add(user.getKey(), user.getValue());
        }
      }
    }
    options = options.forgetting(options.forgotten().with(known));
    return count;
  }

  private PastCommands commands() throws InterruptedException {
    var commands = new PastCommands();
    var requests = new TopicPass<>(kafka, registry, Topics.CHAT_REQUESTS);
    requests.requireReach(options, Instant.now());
    var from = options.since().minus(LONGEST_WAIT);
    requireMemory(requests.since(from).length());
    requests.read(
        options,
        from,
        listener,
        Part.REQUESTS,
        (record, command) -> commands.add(command, record.partition(), record.offset()));
    unreadable += requests.unreadable();
    return commands;
  }

  private static void requireMemory(long requests) {
    long most = Runtime.getRuntime().maxMemory();
    if (requests * BYTES_PER_REQUEST > most / 2) {
      throw new Refusal(
          "%,d requests have to be kept in mind, for which %,d MB of heap are too little: give the command -Xmx%dm (by TURNPIKE_JAVA_OPTIONS, or JAVA_TOOL_OPTIONS in a container)."
              .formatted(requests, most >> 20, 1 + ((2 * requests * BYTES_PER_REQUEST) >> 20)));
    }
  }

  private <T extends SpecificRecord> void read(
      TopicPass<T> pass, Part part, TopicPass.Taker<T> taker) throws InterruptedException {
    pass.read(options, options.since(), listener, part, taker);
    unreadable += pass.unreadable();
  }

  private void requireTables() {
    for (String table : new String[] {"agent.forgotten_users", "ingress.forgotten_users"}) {
      if (!exists(table)) {
        throw new Refusal(
            "The database has no table %s: is DATABASE_URL the restored one? One that was made anew gets its tables by './turnpike provision', or when the services of this version start once."
                .formatted(table));
      }
    }
  }

  private boolean exists(String table) {
    return JdbcClient.create(database)
        .sql("select to_regclass(?) is not null")
        .param(table)
        .query(Boolean.class)
        .single();
  }

  private AdvisoryLock lock() {
    return AdvisoryLock.take(database, "operations/recover")
        .orElseThrow(() -> new Refusal("Another recovery is under way: wait for its end."));
  }
}
