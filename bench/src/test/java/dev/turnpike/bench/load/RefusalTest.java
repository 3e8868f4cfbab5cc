package dev.turnpike.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.stats.TurnTimes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void readsWhenToComeAgain() throws IOException {
    assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(retryAfter("999999")).isEqualTo(Duration.ofMinutes(1));
    assertThat(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")).isZero();
  }

  @Test
  void aRefusalIsNoFailure() {
    var times =
        TurnTimes.of(
            new Block(List.of(List.of(Turn.refused(1), Turn.refused(2), Turn.failed(3, "x")))));

    assertThat(times.refused()).isEqualTo(2);
    assertThat(times.failed()).isEqualTo(1);
    assertThat(times.turns()).isEqualTo(3);
  }

  @Test
  void holdsStreamsOpenAndSaysWhyOthersAreNot() throws Exception {
    try (FakeTurnpike turnpike = FakeTurnpike.answering(List.of("a"), Duration.ZERO)) {
      List<Lane> lanes = new TurnpikeTarget(URI.create(turnpike.url().toString()), 1).lanes(3);
      try (OpenStreams open = OpenStreams.open(lanes, "sim")) {
        assertThat(open.count()).isEqualTo(3);
        assertThat(open.refusals()).isEmpty();
      }
      turnpike.answersWith(503);
      try (OpenStreams open = OpenStreams.open(lanes, "sim")) {
        assertThat(open.count()).isZero();
        assertThat(open.refusals()).containsOnly("HTTP/1.1 503");
      }
    }
  }

  private static Duration retryAfter(String value) throws IOException {
    return ResponseHead.parse("HTTP/1.1 429 Too Many Requests\r\nRetry-After: " + value)
        .retryAfter();
  }
}
