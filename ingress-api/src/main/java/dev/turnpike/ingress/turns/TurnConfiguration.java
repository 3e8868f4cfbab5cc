package dev.turnpike.ingress.turns;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TurnConfiguration {
  @Bean
  AcceptedTurns acceptedTurns(AcceptedTurnTable table, Clock clock, MeterRegistry meters) {
    return new AcceptedTurns(table, clock, new AcceptedTurnMetrics(meters));
  }
}
