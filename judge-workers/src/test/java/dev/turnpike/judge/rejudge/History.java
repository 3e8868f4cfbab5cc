package dev.turnpike.judge.rejudge;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Timings;
import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.JudgeDatabase;
import dev.turnpike.judge.ScriptedJudge;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.TopicReader;
import dev.turnpike.testing.TopicWriter;
import dev.turnpike.testing.Turns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns that ended, judges that say what they are told to under rubrics of the test's own, and runs
 * over them. The broker is shared, so a run's history begins with the test.
 */
final class History implements AutoCloseable {

  private static final TestPlatform platform = TestPlatform.shared();

  private final Path rubrics;
  private final TestDatabase database = platform.newDatabase();
  private final DataSource source = JudgeDatabase.migrated(database);
  private final TopicWriter<CompletedTurn> turns = TopicWriter.to(Topics.TURNS_COMPLETED);
  private final TopicReader<TurnScore> scores = TopicReader.fromNow(Topics.TURNS_SCORED);
  private final Map<String, String> environment = new HashMap<>();
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final String run = UUID.randomUUID().toString();
  final ScriptedJudge judge = new ScriptedJudge();

  /**
   * @param rubrics an empty folder
   */
  History(Path rubrics) {
    this.rubrics = rubrics;
    environment.putAll(
        Map.ofEntries(
            Map.entry("TURNPIKE_ENVIRONMENT", "test"),
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers()),
            Map.entry("SCHEMA_REGISTRY_URL", platform.registryUrl()),
            Map.entry("DATABASE_URL", database.jdbcUrl()),
            Map.entry("DATABASE_USER", database.user()),
            Map.entry("DATABASE_PASSWORD", database.password()),
            Map.entry("OPENAI_BASE_URL", judge.baseUrl()),
            Map.entry("OPENAI_API_KEY", "none"),
            Map.entry("DEFAULT_LLM_MODEL", "judge"),
            Map.entry("TURNPIKE_COMPLETEDTURNS_GROUP", group()),
            Map.entry("TURNPIKE_JUDGE_RUBRICS", ""),
            Map.entry("JUDGE_RUBRICS_FOLDER", rubrics.toString())));
  }

  History with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** 100 tokens read and 10 written cost 1,100 nano-dollars. */
  History priced() {
    return with("TURNPIKE_MODELS_PRICES_JUDGE_INPUT", "0.01")
        .with("TURNPIKE_MODELS_PRICES_JUDGE_OUTPUT", "0.01");
  }

  /** A rubric whose instructions are its name. */
  History rubric(String name, String... more) {
    var header = "name: %s%nscale: 0..1%ndirection: higher is better%n".formatted(name);
    try {
      Files.writeString(
          rubrics.resolve(name + ".md"),
          "---%n%s%s%n---%n%s%n".formatted(header, String.join("%n".formatted(), more), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Instant begin() {
    return begin;
  }

  /** The consumer group of the judges of new turns. */
  String group() {
    return "judges-" + run;
  }

  String user(String name) {
    return name + "-" + run;
  }

  CompletedTurn turn() {
    return turn("ada", begin);
  }

  CompletedTurn turn(String name, Instant ended) {
    var at = ended.truncatedTo(ChronoUnit.MICROS);
    return Turns.builder(user(name), Turns.user("What is the capital of France?"))
        .setAnswer("Paris.")
        .setTimings(new Timings(at, at, at, at))
        .build();
  }

  /** A turn that the log has. */
  CompletedTurn ended() {
    var turn = turn();
    write(turn);
    return turn;
  }

  RecordMetadata write(CompletedTurn turn) {
    return turns.write(turn.getUserId(), turn);
  }

  void writeUnreadable() {
    turns.writeBytes(user("ada"), new byte[] {1, 2, 3});
  }

  RejudgeOptions options(String... rubrics) {
    return new RejudgeOptions(environment, List.of(rubrics), begin, null, null, null, null, false);
  }

  static RejudgeOptions costing(RejudgeOptions options, String most) {
    return new RejudgeOptions(
        options.environment(),
        options.rubrics(),
        options.since(),
        options.until(),
        options.sample(),
        options.judgeModel(),
        new BigDecimal(most),
        options.dryRun());
  }

  static RejudgeOptions dry(RejudgeOptions options) {
    return new RejudgeOptions(
        options.environment(), options.rubrics(), options.since(), null, null, null, null, true);
  }

  RejudgeResult rejudge(String... rubrics) {
    return rejudge(options(rubrics), new Silent());
  }

  RejudgeResult rejudge(RejudgeOptions options, RejudgeListener listener) {
    return rejudge(options, listener, new Halt());
  }

  RejudgeResult rejudge(RejudgeOptions options, RejudgeListener listener, Halt halt) {
    try {
      return Rejudging.run(options, listener, halt);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  DataSource source() {
    return source;
  }

  List<UUID> stored(String rubric) {
    return jdbc()
        .sql("select turn_id from judge.scores where rubric = ?")
        .param(rubric)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  long number(String query) {
    return jdbc().sql(query).query(Long.class).single();
  }

  /** What this history's turns got, once there is that much, and what may follow it. */
  List<TurnScore> published(int count) {
    var polls = new AtomicInteger();
    return scores
        .readUntil(
            Duration.ofSeconds(30),
            soFar ->
                soFar.stream().filter(this::isOurs).count() >= count && polls.incrementAndGet() > 5)
        .stream()
        .filter(this::isOurs)
        .map(ConsumerRecord::value)
        .toList();
  }

  private boolean isOurs(ConsumerRecord<String, TurnScore> record) {
    return record.value().getUserId().endsWith(run);
  }

  @Override
  public void close() {
    turns.close();
    scores.close();
    judge.close();
  }

  /** Goes on, and hears nothing. */
  static class Silent implements RejudgeListener {
    @Override
    public void counting(long read, long places) {}

    @Override
    public boolean planned(Plan plan) {
      return true;
    }

    @Override
    public void progress(Progress progress) {}
  }

  /** Keeps the last plan. */
  static final class Planned extends Silent {
    @Nullable Plan plan;

    @Override
    public boolean planned(Plan given) {
      plan = given;
      return true;
    }
  }
}
