package dev.turnpike.agent.turns;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RunningTurns running = new RunningTurns();
  private final TurnMetrics metrics =
      new TurnMetrics(registry, running, Set.of("default"), Clock.systemUTC());

  @Test
  void whatCanHappenIsThereBeforeItHappens() {
    for (String status : Set.of("completed", "failed", "cancelled")) {
      assertThat(
              registry
                  .get("turnpike.turns.ended")
                  .tags("agent", "default", "status", status)
                  .counter()
                  .count())
          .isZero();
    }
    for (String name : Set.of("attempts", "retries", "fenced")) {
      assertThat(registry.get("turnpike.turns." + name).counter().count()).isZero();
    }
  }

  @Test
  void turnsAtWorkAreInFlight() {
    var turn = UUID.randomUUID();
    var entry =
        new RunningTurns.Running(
            "session", "user", new RunningTurns.Position(0, 1), new StopSignal());
    assertThat(running.enter(turn, entry)).isTrue();
    assertThat(registry.get("turnpike.turns.in.flight").gauge().value()).isEqualTo(1);

    running.leave(turn, entry);
    assertThat(registry.get("turnpike.turns.in.flight").gauge().value()).isZero();
  }

  @Test
  void fencedAttemptsAreCounted() {
    metrics.fenced();
    assertThat(registry.get("turnpike.turns.fenced").counter().count()).isEqualTo(1);
  }
}
