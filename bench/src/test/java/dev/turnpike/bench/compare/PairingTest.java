package dev.turnpike.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.bench.load.Block;
import dev.turnpike.bench.load.Turn;
import dev.turnpike.bench.machine.Memory;
import dev.turnpike.bench.machine.ProcessGroup;
import dev.turnpike.bench.machine.Share;
import dev.turnpike.bench.machine.Usage;
import dev.turnpike.bench.stats.TurnTimes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is made of pairs of blocks. */
class PairingTest {
  private static final long MILLI = 1_000_000;
  private static final Offset<Double> HISTOGRAM = within(0.05);
  private static final Costs COSTS =
      new Costs(
          List.of(
              ProcessGroup.of("turnpike", Share.PATH, 1),
              ProcessGroup.of("judge", Share.BACKGROUND, 2),
              ProcessGroup.of("model", Share.MODEL, 3)));

  @Test
  void eachPairIsComparedByItselfSoThatDriftCancelsOut() {
    Level level = new Level(1);
    level.add(pair(204, 200), Map.of());
    level.add(pair(306, 300), Map.of());
    level.add(pair(405, 400), Map.of());

    LevelResult result = level.result(COSTS);

    assertThat(result.added().firstTokenByPair().median()).isCloseTo(5, HISTOGRAM);
    assertThat(result.added().firstTokenByPair().least()).isCloseTo(4, HISTOGRAM);
    assertThat(result.noise().pairs()).hasSize(3);
  }

  @Test
  void theLeastDisturbedPairsAreAlsoToldApart() {
    Level level = new Level(1);
    for (int others = 4; others >= 1; others--) {
      Usage usage = new Usage(1_000, Map.of(), 500L * others, 0);
      Pair.Half ours = new Pair.Half(TurnTimes.of(block(200 + others)), usage);
      level.add(new Pair(ours, new Pair.Half(TurnTimes.of(block(200)), usage)), Map.of());
    }

    LevelResult.Quietest quietest = level.result(COSTS).added().quietest();

    assertThat(quietest.pairs()).isEqualTo(1);
    assertThat(quietest.otherProcessors()).isEqualTo(0.5);
    assertThat(quietest.firstToken().p50()).isCloseTo(1, HISTOGRAM);
  }

  @Test
  void theFirstTurnOfEachUserIsNotMeasured() {
    LevelResult result = level(pair(205, 200)).result(COSTS);

    assertThat(result.turnpike().turns()).isEqualTo(3);
    assertThat(result.turnpike().firstToken().count()).isEqualTo(2);
    assertThat(result.turnpike().tokens()).isEqualTo(9);
  }

  @Test
  void timesAreTakenFromTokensAndEnds() {
    SideResult side = level(pair(205, 200)).result(COSTS).turnpike();

    assertThat(side.firstToken().p50()).isBetween(204.8, 205.2);
    assertThat(side.gap().p50()).isBetween(19.9, 20.1);
    assertThat(side.tail().p50()).isEqualTo(1);
    assertThat(side.whole().p50()).isBetween(245.8, 246.3);
    assertThat(side.bytesPerToken()).isEqualTo(100);
  }

  @Test
  void theRateIsThatOfAClosedLoop() {
    LevelResult result = level(pair(457, 207)).result(COSTS);

    assertThat(result.model().turnsPerSecond()).isEqualTo(4);
    assertThat(result.turnsPerSecondRatio()).isEqualTo(0.5);
  }

  @Test
  void aTokenCostsWhatItsProcessesUsedBeyondWhatTheyAlwaysUse() {
    Cost cost =
        COSTS.of(
            new Usage(10_000, Map.of("turnpike", 900L, "judge", 100L, "model", 50L), 0, 0),
            5_000,
            new Usage(5_000, Map.of("turnpike", 200L, "judge", 50L), 0, 0));

    assertThat(cost.per1000Tokens()).isEqualTo(180);
    assertThat(cost.idlePerSecond()).isEqualTo(40);
    assertThat(cost.per1000TokensAboveIdle()).isEqualTo(100);
    assertThat(cost.backgroundPer1000Tokens()).isEqualTo(20);
    assertThat(cost.byGroupPer1000Tokens()).containsEntry("model", 10.0);
  }

  @Test
  void eachPairHasItsRatiosToTheModel() {
    Usage usage = new Usage(1_000, Map.of("turnpike", 100L, "judge", 70L, "model", 20L), 0, 0);
    Pair.Half ours = new Pair.Half(TurnTimes.of(block(220)), usage);

    LevelResult result = level(new Pair(ours, half(block(200)))).result(COSTS);

    Ratios ratios = Objects.requireNonNull(result.noise().pairs().getFirst().ratios());
    assertThat(ratios).isEqualTo(result.ratios());
    assertThat(ratios.firstTokenP50()).isCloseTo(0.1, within(0.001));
    assertThat(ratios.end()).isCloseTo(20 / 241.0, within(0.001));
    assertThat(ratios.rate()).isCloseTo(243 / 263.0, within(0.001));
    assertThat(ratios.cpu()).isEqualTo(5);
    assertThat(ratios.bytes()).isEqualTo(1);
  }

  @Test
  void aFailedTurnIsCountedAndHasNoTimes() {
    Turn failed = Turn.failed(0, "wrong text");
    Block block = new Block(List.of(List.of(turn(200), failed, turn(200))));
    Level level = new Level(1);
    level.add(new Pair(half(block), half(block)), Map.of());

    LevelResult result = level.result(COSTS);

    assertThat(result.succeeded()).isFalse();
    assertThat(result.turnpike().failures()).containsEntry("wrong text", 1);
    assertThat(result.turnpike().firstToken().count()).isEqualTo(1);
  }

  @Test
  void aSideWithoutTimesGivesNoDifference() {
    Turn failed = Turn.failed(0, "HTTP 503");
    Block down = new Block(List.of(List.of(failed, failed)));
    Level level = new Level(1);
    level.add(new Pair(half(down), half(block(200))), Map.of());

    LevelResult result = level.result(COSTS);

    assertThat(result.added().firstTokenByPair().count()).isZero();
    assertThat(result.turnsPerSecondRatio()).isZero();
  }

  @Test
  void theMostMemoryIsKept() {
    Level level = new Level(1);
    level.add(pair(205, 200), Map.of("turnpike", new Memory(100, 120)));
    level.add(pair(205, 200), Map.of("turnpike", new Memory(90, 130)));

    assertThat(level.result(COSTS).memory()).containsEntry("turnpike", new Memory(100, 130));
  }

  private static Level level(Pair pair) {
    Level level = new Level(1);
    level.add(pair, Map.of());
    return level;
  }

  private static Pair pair(int turnpikeMillis, int modelMillis) {
    return new Pair(half(block(turnpikeMillis)), half(block(modelMillis)));
  }

  private static Pair.Half half(Block block) {
    return new Pair.Half(TurnTimes.of(block), Usage.NONE);
  }

  private static Block block(int firstTokenMillis) {
    Turn settling = turn(9_999);
    return new Block(List.of(List.of(settling, turn(firstTokenMillis), turn(firstTokenMillis))));
  }

  /** Three tokens 20 ms apart, the end 1 ms and the last byte 3 ms after. */
  private static Turn turn(int firstTokenMillis) {
    long first = firstTokenMillis * MILLI;
    long last = first + 40 * MILLI;
    return Turn.succeeded(
        0, new long[] {first, first + 20 * MILLI, last}, last + MILLI, last + 3 * MILLI, 300);
  }
}
