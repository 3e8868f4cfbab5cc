package dev.turnpike.judge.scoring;

import static dev.turnpike.judge.ScriptedJudge.verdict;
import static dev.turnpike.testing.Turns.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.turnpike.events.CompletedTurn;
import dev.turnpike.events.TurnScore;
import dev.turnpike.judge.JudgeDatabase;
import dev.turnpike.judge.ScriptedJudge;
import dev.turnpike.judge.budget.BudgetProperties;
import dev.turnpike.judge.budget.DailyBudget;
import dev.turnpike.judge.rubric.Direction;
import dev.turnpike.judge.rubric.Rubric;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.judge.verdict.Judge;
import dev.turnpike.keyed.Outcome;
import dev.turnpike.keyed.PoisonRecordException;
import dev.turnpike.models.ModelException.ModelOutage;
import dev.turnpike.models.ModelProperties.Price;
import dev.turnpike.models.Models;
import dev.turnpike.models.StructuredModel;
import dev.turnpike.platform.EventRecords;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.schemas.EventSerde;
import dev.turnpike.schemas.Topics;
import dev.turnpike.testing.TestPlatform;
import dev.turnpike.testing.Turns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TurnScorerTest {

  /** 100 tokens read and 10 written cost 1,100 nano-dollars. */
  private static final Map<String, Price> PRICES = Map.of("judge", new Price(0.01, null, 0.01));

  private static final EventSerde<TurnScore> SERDE =
      EventSerde.of(Topics.TURNS_SCORED, TestPlatform.shared().schemaRegistry());

  private static JdbcClient jdbc;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScriptedJudge provider = new ScriptedJudge();
  private final CompletedTurn turn = Turns.of("ada", user("Hello"));
  private Models models;
  private BudgetProperties limits = BudgetProperties.none();
  private int atOnce = 4;

  @BeforeAll
  static void migrate() {
    jdbc = JudgeDatabase.fresh();
  }

  @BeforeEach
  void start() {
    models = provider.models(PRICES);
    jdbc.sql("truncate judge.spending").update();
  }

  @AfterEach
  void stop() {
    models.close();
    provider.close();
  }

  @Test
  void aTurnIsScoredUnderEachRubric() throws Exception {
    provider.says("a", verdict(0.25)).says("b", verdict(1));

    var scores = scores(handle(rubric("a"), rubric("b", Direction.LOWER_IS_BETTER, 1)));

    assertThat(scores).extracting(TurnScore::getScore).containsExactly(0.25, 1.0);
    assertThat(scores).extracting(TurnScore::getLowerIsBetter).containsExactly(false, true);
    assertThat(scores).extracting(TurnScore::getJudgeModel).containsOnly("judge");
    assertThat(scores).extracting(TurnScore::getReasoning).containsOnly("Because.");
    assertThat(meters.get("turnpike.judge.cost").tag("rubric", "a").counter().count())
        .isEqualTo(1_100 / 1e9);
  }

  @Test
  void aRedeliveredTurnIsNotAskedAboutOrPaidForAgain() throws Exception {
    provider.says("a", verdict(0.25), verdict(1));

    var first = scores(handle(rubric("a")));
    var second = scores(handle(rubric("a")));

    assertThat(second).isEqualTo(first);
    assertThat(provider.asked()).hasSize(1);
    assertThat(spent("cost_nano_usd")).isEqualTo(1_100);
    assertThat(spent("unpriced_tokens")).isZero();
  }

  @Test
  void aRubricThatAlwaysFailsKeepsNobodysScores() {
    provider.says("a", verdict(0.5)).says("b", "no verdict").says("c", verdict(0.75));

    var poison = poison(rubric("a"), rubric("b"), rubric("c"));

    assertThat(poison.reason()).isEqualTo("no_verdict");
    assertThat(poison).hasMessage("The judge gave no valid verdict under b");
    assertThat(
            jdbc.sql("select rubric from judge.scores where turn_id = ? order by rubric")
                .param(turn.getTurnId())
                .query(String.class)
                .list())
        .containsExactly("a", "c");
    assertThat(provider.asked()).containsExactlyInAnyOrder("a", "b", "b", "b", "c");
    assertThat(spent("cost_nano_usd")).as("what failed was paid, too").isEqualTo(5 * 1_100);
    assertThat(meters.get("turnpike.judge.failures").tag("rubric", "b").counter().count()).isOne();
  }

  @Test
  void rubricsDoNotWaitForEachOther() throws Exception {
    var all = List.of("a", "b", "c", "d");
    all.forEach(name -> provider.says(name, verdict(0.5)));
    provider.together(all.size());

    assertThat(scores(handle(all.stream().map(TurnScorerTest::rubric).toArray(Rubric[]::new))))
        .extracting(TurnScore::getRubric)
        .isEqualTo(all);
  }

  @Test
  void aVerdictMayBecomeValidInAFewTries() throws Exception {
    provider.says("a", "none", "{\"score\": 7}", verdict(0.5));

    var score = scores(handle(rubric("a"))).getFirst();

    assertThat(score.getScore()).isEqualTo(0.5);
    assertThat(score.getUsage().getInputTokens()).as("of all tries").isEqualTo(300);
    assertThat(spent("cost_nano_usd")).isEqualTo(3 * 1_100);
  }

  @Test
  void whenADeadLetterIsDrivenAgainOnlyWhatIsMissingIsAsked() throws Exception {
    provider.says("a", verdict(0.5)).says("b", "no", "no", "no", verdict(1));
    var scorer = scorer(rubric("a"), rubric("b"));
    var _ = catchThrowableOfType(PoisonRecordException.class, () -> scorer.handle(delivered(turn)));

    assertThat(scores(scorer.handle(delivered(turn))))
        .extracting(TurnScore::getScore)
        .containsExactly(0.5, 1.0);
    assertThat(provider.asked()).containsExactlyInAnyOrder("a", "b", "b", "b", "b");
  }

  @Test
  void whileAJudgeIsAwayTheOthersScoresAreStoredAndNothingIsAskedTwice() throws Exception {
    provider.says("a", "401").says("b", verdict(0.5)).says("c", "no verdict");
    var scorer = scorer(rubric("a"), rubric("b"), rubric("c"));

    assertThatThrownBy(() -> scorer.handle(delivered(turn))).isInstanceOf(ModelOutage.class);
    assertThat(provider.asked()).filteredOn("b"::equals).hasSize(1);
    provider.says("a", verdict(1));
    var _ = catchThrowableOfType(PoisonRecordException.class, () -> scorer.handle(delivered(turn)));

    assertThat(provider.asked()).filteredOn("b"::equals).hasSize(1);
    assertThat(provider.asked()).filteredOn("c"::equals).hasSize(3);
  }

  @Test
  void turnsThatAreNotDrawnAreNotJudged() throws Exception {
    assertThat(handle(rubric("a", Direction.HIGHER_IS_BETTER, 0)).publish()).isEmpty();
    assertThat(provider.asked()).isEmpty();
    assertThat(skipped("a", "not_sampled")).isOne();
  }

  @Test
  void noModelJudgesItself() throws Exception {
    var own = CompletedTurn.newBuilder(turn).setModel("judge").build();

    assertThat(scorer(rubric("a")).handle(delivered(own)).publish()).isEmpty();
    assertThat(provider.asked()).isEmpty();
    assertThat(skipped("a", "own_model")).isOne();
  }

  @Test
  void beyondTheBudgetNothingIsJudged() throws Exception {
    limits = new BudgetProperties(new BigDecimal("0.000001"), null);
    for (var name : List.of("a", "b", "a2", "b2", "a3")) {
      provider.says(name, verdict(0.5));
    }

    atOnce = 2;

    var scores =
        scores(
            handle(
                Stream.of("a", "b", "a2", "b2", "a3")
                    .map(TurnScorerTest::rubric)
                    .toArray(Rubric[]::new)));

    assertThat(scores).as("and no more than were under way").hasSizeBetween(1, 2);
    assertThat(meters.get("turnpike.judge.skipped").tag("reason", "budget").counters())
        .filteredOn(skipped -> skipped.count() > 0)
        .hasSize(5 - scores.size());
  }

  @Test
  void noMoreNamesOfPromptsAreMeasuredThanFit() throws Exception {
    provider.says("a", verdict(0.5));
    var scorer = scorer(rubric("a"));
    for (int i = 0; i < JudgeMeters.MOST_PROMPTS + 20; i++) {
      scorer.handle(delivered(Turns.builder("ada", user("Hi")).setPromptVersion("v" + i).build()));
    }

    assertThat(meters.find("turnpike.judge.score").summaries())
        .hasSize(JudgeMeters.MOST_PROMPTS + 1);
    assertThat(meters.get("turnpike.judge.score").tag("prompt_version", "other").summary().count())
        .isEqualTo(20);
  }

  private Outcome handle(Rubric... rubrics) throws InterruptedException {
    return scorer(rubrics).handle(delivered(turn));
  }

  private PoisonRecordException poison(Rubric... rubrics) {
    return catchThrowableOfType(PoisonRecordException.class, () -> handle(rubrics));
  }

  private TurnScorer scorer(Rubric... rubrics) {
    var clock = Clock.systemUTC();
    var grader =
        new Grader(
            new Judge(new StructuredModel(models, 4), 3),
            (judge, answered) -> judge.model().equals(answered.getModel()),
            new DailyBudget(jdbc, limits, meters, clock),
            new ScoreStore(jdbc),
            meters,
            clock,
            new Grader.Conduct(atOnce, false));
    return new TurnScorer(
        Stream.of(rubrics).map(rubric -> new Assignment(rubric, "judge", false)).toList(),
        grader,
        EventRecords.of(Topics.TURNS_SCORED, TestPlatform.shared().schemaRegistry()));
  }

  private static Rubric rubric(String name) {
    return rubric(name, Direction.HIGHER_IS_BETTER, 1);
  }

  private static Rubric rubric(String name, Direction direction, double rate) {
    return new Rubric(name, "0123456789ab", direction, rate, "", name);
  }

  private static DeliveredTurn delivered(CompletedTurn turn) {
    return new DeliveredTurn(turn, "turns.completed", 0, 7);
  }

  private static List<TurnScore> scores(Outcome outcome) {
    return outcome.publish().stream().map(record -> SERDE.deserialize(record.value())).toList();
  }

  private static long spent(String column) {
    return jdbc.sql("select sum(%s) from judge.spending".formatted(column))
        .query(Long.class)
        .single();
  }

  private double skipped(String rubric, String reason) {
    return meters
        .get("turnpike.judge.skipped")
        .tags("rubric", rubric, "reason", reason)
        .counter()
        .count();
  }
}
