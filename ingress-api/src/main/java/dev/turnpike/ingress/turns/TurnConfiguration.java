package dev.turnpike.ingress.turns;

import dev.turnpike.ingress.behind.WriteBehind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TurnConfiguration {
  /** A day more than the log is. */
  private static final Duration KEPT = Duration.ofDays(8);

  private static final Duration GATHERING = Duration.ofMillis(20);

  @Bean
  WriteBehind<AcceptedTurn> acceptedTurnRows(
      AcceptedTurnTable table, Clock clock, MeterRegistry meters) {
    Counter lost =
        Counter.builder("turnpike.turns.unlisted")
            .description("Accepted turns that can't be looked up before a worker has them")
            .register(meters);
    return new WriteBehind<>(
        table, new WriteBehind.Manner("accepted-turns", GATHERING, KEPT, lost), clock);
  }

  @Bean
  AcceptedTurns acceptedTurns(WriteBehind<AcceptedTurn> acceptedTurnRows) {
    return new AcceptedTurns(acceptedTurnRows);
  }
}
