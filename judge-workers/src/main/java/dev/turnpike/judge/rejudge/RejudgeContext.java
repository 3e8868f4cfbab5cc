package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.Assignments;
import dev.turnpike.judge.JudgeWorkersProperties;
import dev.turnpike.judge.scoring.Grader;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.judge.scoring.UnannouncedScores;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.KafkaClients;
import dev.turnpike.platform.KafkaProperties;
import dev.turnpike.platform.command.CommandApplication;
import dev.turnpike.platform.turns.CompletedLog;
import dev.turnpike.platform.turns.CompletedTurnsProperties;
import dev.turnpike.schemas.SchemaRegistry;
import dev.turnpike.schemas.Topics;
import dev.turnpike.telemetry.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Configured by the same variables as the service, without being one: nothing is served. */
final class RejudgeContext implements AutoCloseable {

  private static final String NAME = "judge-rejudge";

  private final ConfigurableApplicationContext context;
  private final CompletedLog log;
  private final Admin admin;
  private final ScoreTransactions transactions;
  private final RejudgeOptions options;

  private RejudgeContext(ConfigurableApplicationContext context, RejudgeOptions options) {
    this.context = context;
    this.options = options;
    var kafka = context.getBean(KafkaClients.class);
    this.log = CompletedLog.open(kafka, NAME);
    this.admin = kafka.admin(NAME, Map.of());
    this.transactions =
        new ScoreTransactions(
            context.getBean(KafkaProperties.class),
            kafka,
            EventRecords.of(Topics.TURNS_SCORED, context.getBean(SchemaRegistry.class)),
            Topics.TURNS_SCORED.name());
  }

  static RejudgeContext start(RejudgeOptions options) {
    return new RejudgeContext(
        CommandApplication.start("judge-workers", options.environment()), options);
  }

  RejudgeParts parts() {
    var settings = Binder.get(context.getEnvironment());
    var judging = settings.bindOrCreate("turnpike.judge", JudgeWorkersProperties.class);
    var properties = settings.bindOrCreate("turnpike.judge.rejudge", RejudgeProperties.class);
    var models = context.getBean(Models.class);
    var database = context.getBean(DataSource.class);
    var jdbc = JdbcClient.create(database);
    var store = new ScoreStore(jdbc);
    var assignments = Assignments.of(judging, models);
    var clock = Clock.systemUTC();
    var budget = new RunBudget(jdbc, options.maxCost(), clock);
    var grader =
        new Grader(
            new Judge(new StructuredModel(models, properties.concurrentCalls()), judging.tries()),
            assignments::isOwnModel,
            budget,
            store,
            context.getBean(MeterRegistry.class),
            clock,
            new Grader.Conduct(properties.concurrentCalls(), true));
    return new RejudgeParts(
        database,
        models,
        store,
        new Selection(
            new Chosen(options, models).of(assignments.all()), assignments::isOwnModel, store),
        batches(),
        new LiveJudging(
            admin,
            settings
                .bindOrCreate("turnpike.completed-turns", CompletedTurnsProperties.class)
                .group(),
            properties.mostLag()),
        grader,
        budget,
        new Announcer(
            new UnannouncedScores(jdbc),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            transactions),
        context.getBean(Tracing.class),
        properties.concurrentCalls());
  }

  @Override
  public void close() {
    transactions.close();
    admin.close();
    log.close();
    context.close();
  }

  private TurnBatches batches() {
    return new TurnBatches(
        log,
        EventRecords.of(Topics.TURNS_COMPLETED, context.getBean(SchemaRegistry.class)),
        options.since(),
        options.until());
  }
}
