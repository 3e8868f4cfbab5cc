package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.audit.Takeovers.Beginning;
import dev.turnpike.chaos.audit.Takeovers.Takeover;
import dev.turnpike.chaos.cluster.Chronicle;
import dev.turnpike.chaos.cluster.Chronicle.Entry;
import dev.turnpike.chaos.cluster.Chronicle.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TakeoversTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void eachKillIsGivenTheTurnsThatSpokeAgainAfterIt() {
    Takeovers takeovers =
        Takeovers.of(
            List.of(
                entry(10, "ingress-api-1", Event.KILLED),
                entry(20, "agent-workers-1", Event.KILLED),
                entry(25, "agent-workers-1", Event.READY),
                entry(40, "agent-workers-2", Event.KILLED)),
            List.of(),
            List.of(again(15, 26), again(18, 27), again(21, 24), again(39, 46)));

    assertThat(takeovers.all())
        .containsExactly(
            new Takeover("agent-workers-1", at(20), 2, Duration.ofSeconds(7), ""),
            new Takeover("agent-workers-2", at(40), 1, Duration.ofSeconds(6), ""));
  }

  @Test
  void aKillThatHitNoTurnTookNoTime() {
    assertThat(
            Takeovers.of(List.of(entry(20, "agent-workers-1", Event.KILLED)), List.of(), List.of())
                .all())
        .containsExactly(new Takeover("agent-workers-1", at(20), 0, Duration.ZERO, ""));
  }

  private static Chronicle.Entry entry(int second, String part, Event event) {
    return new Entry(at(second), part, event, "");
  }

  private static Beginning again(int before, int second) {
    return new Beginning(UUID.randomUUID(), 2, at(before), at(second));
  }

  private static Instant at(int second) {
    return BEGIN.plusSeconds(second);
  }
}
