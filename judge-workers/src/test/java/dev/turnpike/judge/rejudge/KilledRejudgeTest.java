package dev.turnpike.judge.rejudge;

import static dev.turnpike.judge.ScriptedJudge.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.rejudge.RejudgeResult.End;
import dev.turnpike.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed with SIGKILL again and again, and an audit of what they and the last one
 * leave: one score of every turn under each rubric, stored, published once and as it was stored,
 * and booked once.
 */
class KilledRejudgeTest {

  private static final int TURNS = 150;
  private static final int RUBRICS = 2;
  private static final int KILLS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path rubrics;
  private History history;

  @BeforeEach
  void start() {
    history = new History(rubrics).rubric("a").rubric("b");
    history.judge.taking(Duration.ofMillis(40)).says("a", verdict(0.25)).says("b", verdict(0.75));
  }

  @AfterEach
  void stop() {
    history.close();
  }

  @Test
  void howeverOftenItIsKilledEachScoreIsThereOnce() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var turns = IntStream.range(0, TURNS).mapToObj(_ -> history.ended()).toList();

    for (int kill = 1; kill <= KILLS; kill++) {
      int from = kill * TURNS * RUBRICS / (KILLS + 2);
      killAt(from + random.nextInt(TURNS * RUBRICS / (KILLS + 2)));
    }
    long stored = history.number("select count(*) from judge.scores");
    assertThat(stored).as("stored by those that were killed").isLessThan(TURNS * RUBRICS);
    var last = last();

    assertThat(last.end()).isEqualTo(End.DONE);
    assertThat(last.scored()).isEqualTo(TURNS * RUBRICS - stored);
    audit(turns, history.published(TURNS * RUBRICS));
  }

  private void killAt(int stored) {
    try (var run =
        ChildJvm.running(RunningRejudge.class)
            .environment(history.options("all").environment())
            .arguments(history.begin())
            .start()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .untilAsserted(
              () ->
                  assertThat(history.number("select count(*) from judge.scores"))
                      .as(() -> "stored; " + run.output())
                      .isGreaterThanOrEqualTo(stored));
      run.kill();
    }
    await()
        .atMost(PATIENCE) // the database notices that its lock is free
        .until(
            () -> history.number("select count(*) from pg_locks where locktype = 'advisory'") == 0);
  }

  private RejudgeResult last() {
    return history.rejudge("all");
  }

  private void audit(List<CompletedTurn> turns, List<TurnScore> published) {
    for (var rubric : List.of("a", "b")) {
      assertThat(history.stored(rubric))
          .as("stored under %s", rubric)
          .containsExactlyInAnyOrderElementsOf(
              turns.stream().map(CompletedTurn::getTurnId).toList());
    }
    assertThat(published.stream().map(KilledRejudgeTest::line).toList())
        .as("published as stored, each once")
        .containsExactlyInAnyOrderElementsOf(
            history
                .jdbc()
                .sql("select turn_id, rubric, score, scored_at from judge.scores where rejudged")
                .query(
                    (row, _) ->
                        "%s %s %s %s"
                            .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getDouble(3),
                                row.getObject(4, java.time.OffsetDateTime.class).toInstant()))
                .list());
    assertThat(history.number("select count(*) from judge.unannounced_scores")).isZero();
    assertThat(history.number("select sum(unpriced_tokens) from judge.rejudging_spending"))
        .as("booked")
        .isEqualTo(TURNS * RUBRICS * 110);
    assertThat(history.judge.asked().size())
        .as("asked again: only what was under way at a kill")
        .isLessThanOrEqualTo(TURNS * RUBRICS + KILLS * 4);
  }

  private static String line(TurnScore score) {
    return "%s %s %s %s"
        .formatted(score.getTurnId(), score.getRubric(), score.getScore(), score.getScoredAt());
  }
}
