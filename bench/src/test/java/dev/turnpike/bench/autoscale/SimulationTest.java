package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.turnpike.bench.autoscale.Behaviour.Settings;
import dev.turnpike.bench.autoscale.Simulation.Sample;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model itself: what queues obey whoever scales them. */
class SimulationTest {
  private static final Load STEADY = Load.of("steady", "", 0, 20);
  private static final Load STEP = Load.of("step", "", 300, 20, 301, 100);

  /** Little's law: as many are in a system as come, times how long they stay. */
  @Test
  void asManyRunAsComeTimesHowLongTheyTake() {
    Simulation simulation = simulation(Plant.asDeployed(), STEADY, Signal.IN_FLIGHT, 7);
    Outcome outcome = simulation.run(6000);
    double inFlight = outcome.samples().stream().mapToInt(Sample::inFlight).average().orElse(0);
    assertThat(inFlight).isCloseTo(20 * meanLength(), within(0.05 * 20 * meanLength()));
  }

  /** The same for those that wait, where one worker can't hold what comes for a while. */
  @Test
  void asManyWaitAsComeTimesHowLongTheyWait() {
    Load burst = Load.of("burst", "", 300, 20, 301, 200, 340, 200, 341, 20);
    Outcome outcome = simulation(Plant.asDeployed(), burst, Signal.CPU, 7).run(2400);
    double seconds = 2400;
    double waiting = outcome.samples().stream().mapToInt(Sample::waiting).average().orElse(0);
    double arrivals = outcome.waits().turns() / seconds;
    assertThat(outcome.mostWaiting()).isGreaterThan(100);
    assertThat(waiting / arrivals).isBetween(outcome.waits().p50(), outcome.waits().longest());
    assertThat(outcome.samples().getLast().waiting()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void noTurnIsLostOrRunTwice(Signal signal) {
    Simulation simulation = simulation(Plant.asDeployed().withGrace(5), STEP, signal, 11);
    simulation.run(900);
    Reading end = simulation.workers().reading();
    Tally tally = simulation.tally();
    assertThat(tally.arrivals()).isEqualTo(tally.ends() + end.inFlight() + end.waiting());
  }

  @ParameterizedTest
  @EnumSource
  void nobodyHoldsMoreThanItMay(Signal signal) {
    Simulation simulation = simulation(Plant.asDeployed(), STEP, signal, 3);
    simulation.run(600);
    assertThat(simulation.workers().fullest()).isBetween(1, 500);
    Reading end = simulation.workers().reading();
    assertThat(end.lag()).isGreaterThanOrEqualTo(end.waiting());
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    Outcome one = simulation(Plant.asDeployed(), STEP, Signal.TOGETHER, 5).run(900);
    Outcome other = simulation(Plant.asDeployed(), STEP, Signal.TOGETHER, 5).run(900);
    assertThat(other).isEqualTo(one);
    assertThat(simulation(Plant.asDeployed(), STEP, Signal.TOGETHER, 6).run(900)).isNotEqualTo(one);
  }

  @Test
  void withRoomNobodyWaits() {
    Outcome outcome = simulation(Plant.asDeployed(), STEADY, Signal.IN_FLIGHT, 1).run(600);
    assertThat(outcome.waits().longest()).isZero();
    assertThat(outcome.moves()).isZero();
    assertThat(outcome.most()).isEqualTo(2);
  }

  @Test
  void lagAloneTakesLongTurnsForABacklog() {
    Outcome outcome = simulation(Plant.asDeployed(), STEADY, Signal.LAG, 1).run(600);
    assertThat(outcome.first()).isGreaterThan(5);
    assertThat(outcome.mostWaiting()).isZero();
  }

  @Test
  void aLongGraceBreaksOffNothingAShortOneDoes() {
    Load ebb = Load.of("ebb", "", 100, 100, 101, 5);
    assertThat(simulation(Plant.asDeployed(), ebb, Signal.TOGETHER, 1).run(2400).brokenOff())
        .isZero();
    assertThat(
            simulation(Plant.asDeployed().withGrace(5), ebb, Signal.TOGETHER, 1)
                .run(2400)
                .brokenOff())
        .isPositive();
  }

  @Test
  void workersHaveEvenSharesAndFewPartitionsMove() {
    Tally tally = new Tally(0);
    Events events = new Events();
    Workers workers = new Workers(events, Plant.asDeployed(), new SplittableRandom(1), tally);
    workers.begin(4);
    events.runUntil(1);
    tally.forgetWarmUp();
    workers.scaleTo(5);
    events.runUntil(100);
    assertThat(tally.moves()).isBetween(12L, 13L);
  }

  private static double meanLength() {
    RandomGenerator random = new SplittableRandom(99);
    TurnLengths lengths = Plant.asDeployed().lengths();
    double mean =
        DoubleStream.generate(() -> lengths.next(random)).limit(200_000).average().orElse(0);
    return mean;
  }

  private static Simulation simulation(Plant plant, Load load, Signal signal, long seed) {
    return new Simulation(plant, Settings.asDeployed(), load, signal, seed);
  }
}
