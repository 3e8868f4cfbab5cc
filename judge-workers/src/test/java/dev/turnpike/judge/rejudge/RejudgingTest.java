package dev.turnpike.judge.rejudge;

import static dev.turnpike.judge.ScriptedJudge.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.Origin;
import dev.turnpike.judge.rejudge.RejudgeResult.End;
import dev.turnpike.judge.rubric.Sampling;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, on a real broker and database. */
class RejudgingTest {

  @TempDir private Path rubrics;
  private History history;

  @BeforeEach
  void start() {
    history = new History(rubrics);
  }

  @AfterEach
  void stop() {
    history.close();
  }

  @Test
  void whatLacksAScoreGetsOneAndItIsPublishedOnce() {
    history.rubric("a").rubric("b").rubric("c").priced();
    history.judge.says("a", verdict(0.25)).says("b", verdict(0.75));
    var turns = ended(30);

    var result = history.rejudge("a", "b");

    assertThat(result.end()).isEqualTo(End.DONE);
    assertThat(result.scored()).isEqualTo(60);
    assertThat(result.published()).isEqualTo(60);
    assertThat(history.stored("a")).containsExactlyInAnyOrderElementsOf(ids(turns));
    var published = history.published(60);
    assertThat(published)
        .hasSize(60)
        .allSatisfy(
            score -> {
              assertThat(score.getRejudged()).isTrue();
              assertThat(score.getOrigin()).isEqualTo(Origin.NATIVE);
              assertThat(score.getScore()).isEqualTo(score.getRubric().equals("a") ? 0.25 : 0.75);
            });
    assertThat(published).doesNotHaveDuplicates();
    assertThat(result.consumed()).isEqualTo(new Consumption(6_600, 66_000, 0));
    assertThat(history.number("select sum(cost_nano_usd) from judge.rejudging_spending"))
        .as("booked, and not to the daily budget")
        .isEqualTo(66_000);
    assertThat(history.number("select count(*) from judge.spending")).isZero();

    var again = history.rejudge("all");
    assertThat(again.plan().lacking()).as("of c, which asks for nothing it can give").isEqualTo(30);
    assertThat(again.scored()).isZero();
    assertThat(again.failed()).isEqualTo(30);
    assertThat(history.published(60)).hasSize(60);
  }

  @Test
  void theDryRunCountsAndChangesNothing() {
    history.rubric("a").rubric("b", "sample-rate: 0").priced();
    history.judge.says("a", verdict(1));
    ended(5);
    history.writeUnreadable();
    history.write(CompletedTurn.newBuilder(history.turn()).setOrigin(Origin.TASK).build());
    history.write(CompletedTurn.newBuilder(history.turn()).setModel("judge").build());

    var result = history.rejudge(History.dry(history.options("all")), new History.Silent());

    assertThat(result.end()).isEqualTo(End.DRY_RUN);
    assertThat(result.plan().turns()).isEqualTo(6);
    assertThat(result.plan().unreadable()).isEqualTo(1);
    var of = result.plan().rubrics();
    assertThat(of).extracting(Plan.OfRubric::drawn).containsExactly(6L, 0L);
    assertThat(of).extracting(Plan.OfRubric::lacking).containsExactly(5L, 0L);
    assertThat(of.getFirst().ownModel()).isEqualTo(1);
    assertThat(of.getFirst().estimate().tokens()).isBetween(5 * 150L, 5 * 400L);
    assertThat(of.getFirst().estimate().nanoUsd())
        .isEqualTo(of.getFirst().estimate().tokens() * 10);
    assertThat(history.judge.asked()).isEmpty();
    assertThat(history.number("select count(*) from judge.scores")).isZero();
  }

  @Test
  void whoDeclinesHasNothingDone() {
    history.rubric("a");
    ended(2);

    var result =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public boolean planned(Plan plan) {
                return false;
              }
            });

    assertThat(result.end()).isEqualTo(End.DECLINED);
    assertThat(history.judge.asked()).isEmpty();
  }

  @Test
  void aLargerSampleHasWhatASmallerHad() {
    history.rubric("a").judge.says("a", verdict(1));
    var turns = ended(40);
    var options = history.options("a");

    var _ = history.rejudge(sampling(options, 0.3), new History.Silent());
    assertThat(history.stored("a")).containsExactlyInAnyOrderElementsOf(below(turns, 0.3));
    int asked = history.judge.asked().size();
    var _ = history.rejudge(sampling(options, 0.8), new History.Silent());

    assertThat(history.stored("a")).containsExactlyInAnyOrderElementsOf(below(turns, 0.8));
    assertThat(history.judge.asked())
        .hasSize(asked + below(turns, 0.8).size() - below(turns, 0.3).size());
  }

  @Test
  void onlyTurnsThatEndedInTheTimeAreJudged() {
    history.rubric("a").judge.says("a", verdict(1));
    var noon = Instant.parse("2026-03-01T12:00:00Z");
    var early = history.turn("ada", noon.minusSeconds(1));
    var first = history.turn("ada", noon);
    var late = history.turn("ada", noon.plusSeconds(60));
    List.of(early, first, late).forEach(history::write);
    var options = history.options("a");

    var result =
        history.rejudge(
            new RejudgeOptions(
                options.environment(),
                options.rubrics(),
                noon,
                noon.plusSeconds(60),
                null,
                null,
                null,
                false),
            new History.Silent());

    assertThat(history.stored("a")).containsExactly(first.getTurnId());
    assertThat(result.plan().turns()).isEqualTo(1);
  }

  @Test
  void noVerdictIsListedAndHoldsUpNobody() {
    history.rubric("a").rubric("b");
    history.judge.says("a", "no verdict").says("b", verdict(1));
    var turns = ended(3);

    var result = history.rejudge("all");

    assertThat(result.end()).isEqualTo(End.DONE);
    assertThat(result.scored()).isEqualTo(3);
    assertThat(result.failed()).isEqualTo(3);
    assertThat(result.failures())
        .containsExactlyInAnyOrderElementsOf(
            ids(turns).stream().map(id -> new RejudgeResult.Failure(id, "a")).toList());
    assertThat(history.number("select sum(unpriced_tokens) from judge.rejudging_spending"))
        .as("what failed was paid, too")
        .isEqualTo(12 * 110);
  }

  @Test
  void aJudgeThatIsAwayIsWaitedFor() {
    history.rubric("a").judge.says("a", "401", verdict(1));
    history.ended();
    var waited = new ArrayList<String>();

    var result =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public void progress(Progress progress) {
                progress.waiting().ifPresent(waited::add);
              }
            });

    assertThat(result.scored()).isOne();
    assertThat(waited).isNotEmpty().allMatch("the judge judge is away"::equals);
  }

  @Test
  void itStopsAtItsCostAndTheNextRunGoesOn() {
    history.rubric("a").priced().with("TURNPIKE_JUDGE_REJUDGE_CONCURRENTCALLS", "2");
    history.judge.says("a", verdict(1));
    ended(20);

    var first =
        history.rejudge(History.costing(history.options("a"), "0.0000055"), new History.Silent());

    assertThat(first.end()).isEqualTo(End.MOST_COST);
    assertThat(first.scored()).as("5 of them, and what was under way").isBetween(5L, 6L);
    assertThat(history.published((int) first.scored())).hasSize((int) first.scored());
    var second = history.rejudge("a");
    assertThat(second.scored()).isEqualTo(20 - first.scored());
    assertThat(history.published(20)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void aCostThatCantBeKeptIsRefused() {
    history.rubric("a");
    history.ended();

    assertThatThrownBy(
            () -> history.rejudge(History.costing(history.options("a"), "1"), new History.Silent()))
        .isInstanceOf(RejudgeRefusal.class)
        .hasMessageContaining("judge has no price");
  }

  @Test
  void itCanBeStoppedAtAnyTime() {
    history.rubric("a").judge.says("a", verdict(1));
    ended(50);
    var halt = new Halt();

    var first =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public boolean planned(Plan plan) {
                halt.stop();
                return true;
              }
            },
            halt);

    assertThat(first.end()).isEqualTo(End.STOPPED);
    assertThat(first.scored()).isZero();
    assertThat(history.rejudge("a").scored()).isEqualTo(50);
  }

  @Test
  void whoIsForgottenMeanwhileIsNotJudged() {
    history.rubric("a").judge.says("a", verdict(1));
    var kept = history.ended();
    history.write(history.turn("eve", Instant.now()));

    var result =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public boolean planned(Plan plan) {
                assertThat(plan.lacking()).isEqualTo(2);
                history
                    .jdbc()
                    .sql("insert into judge.forgotten_users values (?, now() + interval '1 h')")
                    .param(history.user("eve"))
                    .update();
                return true;
              }
            });

    assertThat(history.stored("a")).containsExactly(kept.getTurnId());
    assertThat(result.scored()).isOne();
    assertThat(history.judge.asked()).hasSize(1);
    assertThat(history.rejudge("a").plan().rubrics().getFirst().drawn()).isOne();
  }

  @Test
  void twoAtOnceAreRefused() {
    history.rubric("a").judge.says("a", verdict(1));
    history.ended();

    var result =
        history.rejudge(
            history.options("a"),
            new History.Silent() {
              @Override
              public boolean planned(Plan plan) {
                assertThatThrownBy(() -> history.rejudge("a"))
                    .isInstanceOf(RejudgeRefusal.class)
                    .hasMessageContaining("Another rejudge is under way");
                return true;
              }
            });

    assertThat(result.scored()).isOne();
  }

  @Test
  void whatThereIsNotIsRefused() {
    history.rubric("a").rubric("b");

    assertThatThrownBy(() -> history.rejudge("c"))
        .isInstanceOf(RejudgeRefusal.class)
        .hasMessage("There is no rubric 'c': write a, b, or all.");
    var options = history.options("a");
    assertThatThrownBy(() -> sampling(options, 1.5))
        .isInstanceOf(RejudgeRefusal.class)
        .hasMessageContaining("--sample is 1.5");
  }

  private List<CompletedTurn> ended(int count) {
    return IntStream.range(0, count).mapToObj(_ -> history.ended()).toList();
  }

  private static List<UUID> ids(List<CompletedTurn> turns) {
    return turns.stream().map(CompletedTurn::getTurnId).toList();
  }

  private static List<UUID> below(List<CompletedTurn> turns, double rate) {
    return ids(turns).stream().filter(id -> Sampling.fraction(id) < rate).toList();
  }

  private static RejudgeOptions sampling(RejudgeOptions options, double rate) {
    return new RejudgeOptions(
        options.environment(),
        options.rubrics(),
        options.since(),
        options.until(),
        rate,
        null,
        null,
        false);
  }
}
