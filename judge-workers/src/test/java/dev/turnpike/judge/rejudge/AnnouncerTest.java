package dev.turnpike.judge.rejudge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.Provenance;
import dev.turnpike.events.TurnScore;
import dev.turnpike.events.Usage;
import dev.turnpike.judge.JudgeDatabase;
import dev.turnpike.judge.scoring.ScoreEraser;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.judge.scoring.UnannouncedScores;
import dev.turnpike.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What each death between the steps leaves to the next run. */
class AnnouncerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DataSource source = JudgeDatabase.migrated(TestPlatform.shared().newDatabase());
  private final JdbcClient jdbc = JdbcClient.create(source);
  private final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(source));
  private final UnannouncedScores unannounced = new UnannouncedScores(jdbc);
  private final Log log = new Log();

  @Test
  void whatIsStoredIsPublishedOnceInBatches() {
    var scores = store(700);
    announcer().announce();
    announcer().announce();

    assertThat(log.written).containsExactlyInAnyOrderElementsOf(scores);
    assertThat(log.writes).isEqualTo(2);
    assertThat(unannounced.count()).isZero();
  }

  @Test
  void diedBeforeKafkaHadIt() {
    var scores = store(3);
    log.dying = Dying.BEFORE;
    assertThatThrownBy(announcer()::announce).isInstanceOf(KafkaException.class);
    var more = store(2);
    log.dying = Dying.NEVER;

    announcer().announce();

    scores.addAll(more);
    assertThat(log.written).containsExactlyInAnyOrderElementsOf(scores);
    assertThat(log.writes).as("the batch that was begun stays one").isEqualTo(2);
  }

  @Test
  void diedWhenKafkaHadIt() {
    var scores = store(3);
    log.dying = Dying.AFTER;
    assertThatThrownBy(announcer()::announce).isInstanceOf(KafkaException.class);
    assertThat(unannounced.count()).isEqualTo(3);
    log.dying = Dying.NEVER;

    announcer().announce();

    assertThat(log.written).containsExactlyInAnyOrderElementsOf(scores);
    assertThat(unannounced.count()).isZero();
  }

  @Test
  void whoIsForgottenIsNotPublishedAnyMore() {
    store(3);
    var _ = unannounced.take(10);
    erase();

    announcer().announce();

    assertThat(log.written).isEmpty();
    assertThat(unannounced.count()).isZero();
  }

  @Test
  void anErasureWaitsForAnAnnouncementAndHoldsUpNoJudgeMeanwhile() throws Exception {
    store(3);
    var erasing = new FutureTask<@Nullable Void>(this::erase, null);
    log.meanwhile =
        () -> {
          Thread.ofVirtual().start(erasing);
          await().atMost(PATIENCE).until(() -> waiting() == 1);
          assertThat(store(of("eve"))).as("a judge of new turns").isTrue();
        };

    announcer().announce();
    erasing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(log.written).hasSize(3);
    assertThat(jdbc.sql("select user_id from judge.scores").query(String.class).list())
        .containsExactly("eve");
  }

  @Test
  void scoresOfJudgesOfNewTurnsAreNotItsBusiness() {
    var score = TurnScore.newBuilder(score()).setRejudged(false).build();
    assertThat(store(score)).isTrue();

    announcer().announce();

    assertThat(log.written).isEmpty();
  }

  private void erase() {
    new ScoreEraser(jdbc, transactions).erase("ada", Instant.now());
  }

  private long waiting() {
    return jdbc.sql("select count(*) from pg_locks where not granted").query(Long.class).single();
  }

  private static TurnScore of(String user) {
    return TurnScore.newBuilder(score()).setUserId(user).setRejudged(false).build();
  }

  private Announcer announcer() {
    return new Announcer(unannounced, transactions, log);
  }

  private List<TurnScore> store(int count) {
    var scores = new ArrayList<TurnScore>();
    for (int i = 0; i < count; i++) {
      var score = score();
      scores.add(score);
      assertThat(store(score)).isTrue();
    }
    return scores;
  }

  private static TurnScore score() {
    var turn = UUID.randomUUID();
    return TurnScore.newBuilder()
        .setTurnId(turn)
        .setSessionId("session")
        .setUserId("ada")
        .setRubric("a")
        .setRubricVersion("1")
        .setJudgeModel("judge")
        .setScore(0.5)
        .setReasoning("Because.")
        .setRejudged(true)
        .setUsage(Usage.newBuilder().setInputTokens(100).setOutputTokens(10).build())
        .setScoredAt(Instant.parse("2026-03-01T12:00:00Z"))
        .setProvenance(new Provenance(turn, "turns.completed", 0, 7L, "1"))
        .build();
  }

  private boolean store(TurnScore score) {
    return new ScoreStore(jdbc).store(score, score.getScoredAt()).isPresent();
  }

  private enum Dying {
    NEVER,
    BEFORE,
    AFTER
  }

  private static final class Log implements Announcer.Transactions {
    private final List<TurnScore> written = new ArrayList<>();
    private String last = "";
    private int writes;
    private Dying dying = Dying.NEVER;
    private Runnable meanwhile = () -> {};

    @Override
    public String last() {
      return last;
    }

    @Override
    public void write(Iterable<TurnScore> scores, String name) {
      if (dying == Dying.BEFORE) {
        throw new KafkaException("died");
      }
      meanwhile.run();
      scores.forEach(written::add);
      writes++;
      last = name;
      if (dying == Dying.AFTER) {
        throw new KafkaException("died");
      }
    }
  }
}
