package dev.turnpike.embedded.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.knobs.Fault;
import dev.turnpike.embedded.model.knobs.FaultKind;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is due when, on a clock that the test holds. */
class ScoreTest {
  private static final long MILLI = 1_000_000;
  private static final Pace PACE = Pace.of(Knobs.DEMO.with("ttft=100,gap=10"), 0);

  @Test
  void beatsAreCountedFromTheStart() {
    assertThat(PACE.due(0)).isEqualTo(100 * MILLI);
    assertThat(PACE.due(1_000_000)).isEqualTo(10_000_100 * MILLI);
  }

  @Test
  void nothingIsDueTooEarly() {
    Score score = score("a", "b", "c");

    assertThat(score.dueUntil(0, 100 * MILLI - 1, PACE)).isZero();
    assertThat(score.dueUntil(0, 100 * MILLI, PACE)).isEqualTo(1);
    assertThat(score.dueUntil(1, 110 * MILLI - 1, PACE)).isEqualTo(1);
  }

  @Test
  void whoComesLateGetsAllThatIsDueAtOnce() {
    Score score = score("a", "b", "c", "d");

    int to = score.dueUntil(1, 125 * MILLI, PACE);

    assertThat(to).isEqualTo(3);
    assertThat(StandardCharsets.UTF_8.decode(score.bytes(1, to)).toString()).isEqualTo("bc");
  }

  @Test
  void aWriteStaysSmallHoweverMuchIsDue() {
    String large = "x".repeat(6 * 1024);
    Score score = score(large, large, large, large, large);

    assertThat(score.dueUntil(0, Long.MAX_VALUE / 2, PACE)).isEqualTo(3);
    assertThat(score.dueUntil(3, Long.MAX_VALUE / 2, PACE)).isEqualTo(5);
  }

  @Test
  void framesOfOneBeatLeaveTogether() {
    Score score =
        new Score(List.of(frame(0, "role"), frame(0, "token"), frame(1, "next")), Ending.COMPLETE);

    assertThat(score.dueUntil(0, 100 * MILLI, PACE)).isEqualTo(2);
  }

  @Test
  void faultsAreCountedByKeyUpToABound() {
    FaultCounter counter = new FaultCounter();
    Fault once = fault("a", 1);

    assertThat(counter.strikes(once)).isTrue();
    assertThat(counter.strikes(once)).isFalse();
    IntStream.range(0, 10_000).forEach(i -> counter.strikes(fault("other" + i, 1)));
    assertThat(counter.strikes(once)).isTrue();
    assertThat(counter.strikes(fault("a", Integer.MAX_VALUE))).isTrue();
  }

  private static Fault fault(String key, int times) {
    return new Fault(FaultKind.STATUS, 500, 1, times, key, null);
  }

  private static Score score(String... texts) {
    return new Score(
        IntStream.range(0, texts.length).mapToObj(i -> frame(i, texts[i])).toList(),
        Ending.COMPLETE);
  }

  private static Frame frame(int beat, String text) {
    return Frame.raw(beat, text.getBytes(StandardCharsets.UTF_8));
  }
}
