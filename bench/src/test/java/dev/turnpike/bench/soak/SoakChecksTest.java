package dev.turnpike.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoakChecksTest {

  @Test
  void whereNothingGrowsAllHold() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);

    // A tenth of a megabyte up and down: chance alone makes no 5 MB an hour of it.
    assertThat(broken(new Readings().heap(minutes -> 50 + 0.1 * random.nextDouble()))).isEmpty();
    assertThat(new SoakChecks(new Readings().readings()).all()).hasSize(9);
  }

  @Test
  void cachesThatFillInTheFirstHalfAreNoLeak() {
    assertThat(broken(new Readings().heap(minutes -> Math.min(80, 20 + 5 * minutes)))).isEmpty();
    assertThat(broken(new Readings().threads(minutes -> Math.min(90, 30 + 10 * minutes))))
        .isEmpty();
  }

  @Test
  void aHeapThatGoesOnGrowingIsALeak() {
    // 200 bytes of each of 20 turns a second are 14 MB an hour.
    assertThat(broken(new Readings().heap(minutes -> 50 + minutes * 14 / 60)))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.claim()).contains("the live heap of ingress");
              assertThat(check.found()).startsWith("+14.0 MB an hour").endsWith("at 57.0 MB");
            });
  }

  @Test
  void slowGrowthIsWithinTheBound() {
    assertThat(broken(new Readings().heap(minutes -> 50 + minutes * 4 / 60))).isEmpty();
  }

  @Test
  void oneOddReadingIsNoLeak() {
    assertThat(broken(new Readings().heap(minutes -> minutes == 29 ? 120 : 50))).isEmpty();
    assertThat(broken(new Readings().p99(minutes -> minutes == 29 ? 900 : 30))).isEmpty();
  }

  @Test
  void threadsAndFilesThatGrowAreLeaks() {
    assertThat(broken(new Readings().threads(minutes -> 60 + minutes)))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.claim()).startsWith("threads of ingress");
              assertThat(check.found()).isEqualTo("75.5, then 85.5 (most: 80.5)");
            });
    assertThat(broken(new Readings().files(minutes -> 300 + 2 * minutes)))
        .extracting(Check::claim)
        .allMatch(claim -> claim.startsWith("open files of ingress"))
        .hasSize(1);
  }

  @Test
  void residentMemoryThatGrowsIsALeakOutsideOfTheHeap() {
    assertThat(broken(new Readings().resident(minutes -> 200 + 5 * minutes)))
        .extracting(Check::claim)
        .containsExactly(
            "the resident memory of ingress grows at most 10 % from the middle third to the last");
  }

  @Test
  void timesThatDriftFail() {
    assertThat(broken(new Readings().p50(minutes -> 8 + minutes / 2)))
        .extracting(Check::claim)
        .contains("what is added to the first token at p50 grows at most by 25 %, or by 2 ms");
    assertThat(broken(new Readings().p99(minutes -> 30 + 10 * minutes)))
        .extracting(Check::claim)
        .contains("what is added to the first token at p99 grows at most by 50 %, or by 20 ms");
    assertThat(broken(new Readings().p50(minutes -> 8 + minutes / 20))).isEmpty();
  }

  @Test
  void everyTurnCounts() {
    assertThat(SoakChecks.turns("Turnpike", 100, 0, Map.of()).held()).isTrue();
    assertThat(SoakChecks.turns("Turnpike", 0, 0, Map.of()).held()).isFalse();
    assertThat(SoakChecks.turns("Turnpike", 100, 1, Map.of()).held()).isFalse();
    assertThat(SoakChecks.turns("Turnpike", 100, 0, Map.of("wrong text", 2)))
        .isEqualTo(
            new Check(
                "Turnpike: no turn failed, none had a wrong text, none was refused",
                false,
                "100 turns, 2 failed or wrong {wrong text=2}, 0 refused"));
  }

  @Test
  void aProcessThatEndedIsNamed() {
    assertThat(SoakChecks.processes(List.of()).held()).isTrue();
    assertThat(SoakChecks.processes(List.of("ingress-api-1")))
        .isEqualTo(
            new Check(
                "every process lived from the beginning to the end",
                false,
                "did not: ingress-api-1"));
  }

  private static List<Check> broken(Readings readings) {
    return new SoakChecks(readings.readings())
        .all().stream().filter(check -> !check.held()).toList();
  }
}
