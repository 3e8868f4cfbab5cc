package dev.turnpike.ingress.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.ingress.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** When a turn is refused because of those that wait. */
class BacklogTest {
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong(-5_000_000_000L); // As nanoTime may be.
  private final Backlog backlog = new Backlog(MAX_WAIT, now::get);

  @Test
  void aBurstIsTakenInWhileNothingIsKnownAboutTheWorkers() {
    enter(1_000);
    pass(Duration.ofSeconds(1));
    backlog.require();
    assertThat(backlog.size()).isEqualTo(1_000);
  }

  @Test
  void aBacklogThatWouldTakeTooLongIsRefusedWithThePauseItNeeds() {
    List<UUID> turns = enter(400);
    for (int i = 0; i < 30; i++) { // Ten a second, so 370 take 37 seconds.
      pass(Duration.ofMillis(100));
      backlog.began(turns.get(i));
    }
    assertThat(backlog.expectedWait()).isBetween(Duration.ofSeconds(34), Duration.ofSeconds(41));
    assertThatThrownBy(backlog::require)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
              assertThat(problem.code()).isEqualTo("overloaded");
              assertThat(problem.detail()).contains("370 turns wait", "no more than 10 s");
            });
  }

  @Test
  void aBacklogThatMovesFastEnoughIsNot() {
    List<UUID> turns = enter(400);
    for (int i = 0; i < 300; i++) { // A hundred a second: one second for the rest.
      pass(Duration.ofMillis(10));
      backlog.began(turns.get(i));
      backlog.require();
    }
  }

  @Test
  void whenNothingBeginsOneASecondFindsOutWhetherThatChanged() {
    List<UUID> turns = enter(3);
    pass(MAX_WAIT);
    backlog.require(); // The probe.
    assertRefused();
    pass(Duration.ofMillis(999));
    assertRefused();
    pass(Duration.ofMillis(1));
    backlog.require();
    turns.forEach(backlog::began);
    backlog.require();
    backlog.require();
  }

  /** As when a session's other turn was taken in by another node. */
  @Test
  void oneSessionsTurnsRefuseNobody() {
    enter(2);
    pass(MAX_WAIT.multipliedBy(2));
    backlog.require();
    backlog.require();
    enter(1);
    backlog.require(); // The probe.
    assertRefused();
  }

  @Test
  void aTurnThatIsStuckDoesNotCountOnceLaterOnesBegan() {
    enter(1);
    pass(Duration.ofSeconds(9));
    backlog.began(enter(1).getFirst());
    pass(Duration.ofSeconds(30));
    backlog.require();
    backlog.require();
    assertThat(backlog.size()).isZero();
  }

  @Test
  void turnsThatWaitForOthersOfTheirSessionDoNotCount() {
    UUID first = UUID.randomUUID();
    WaitingTurn running = backlog.enter(first, "s");
    backlog.began(first);
    WaitingTurn behind = backlog.enter(UUID.randomUUID(), "s");
    assertThat(backlog.size()).isZero();
    pass(Duration.ofMinutes(1));
    backlog.require();
    close(running);
    close(running); // Again does nothing.
    assertThat(backlog.size()).isZero();
    close(behind);
    backlog.enter(UUID.randomUUID(), "s");
    assertThat(backlog.size()).isEqualTo(1);
  }

  @Test
  void turnsThatNobodyFollowsAnyLongerDoNotCount() {
    WaitingTurn turn = backlog.enter(UUID.randomUUID(), "s");
    close(turn);
    assertThat(backlog.size()).isZero();
    pass(Duration.ofMinutes(1));
    backlog.require();
    backlog.require();
  }

  private static void close(WaitingTurn turn) {
    turn.endedBy(() -> {}).close();
  }

  private void assertRefused() {
    assertThatThrownBy(backlog::require).isInstanceOf(Problem.class);
  }

  private List<UUID> enter(int count) {
    List<UUID> turns = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            _ -> {
              UUID turn = UUID.randomUUID();
              backlog.enter(turn, turn.toString());
              turns.add(turn);
            });
    return turns;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
