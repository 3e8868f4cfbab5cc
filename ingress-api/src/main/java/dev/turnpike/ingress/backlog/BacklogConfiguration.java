package dev.turnpike.ingress.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BacklogProperties.class)
class BacklogConfiguration {
  @Bean
  Backlog backlog(BacklogProperties properties, MeterRegistry meters) {
    Backlog backlog = new Backlog(properties.maxWait(), System::nanoTime);
    Gauge.builder("turnpike.turns.waiting", backlog, Backlog::size)
        .description("Turns of this node that no worker has begun")
        .register(meters);
    TimeGauge.builder(
            "turnpike.turns.wait.expected",
            backlog,
            TimeUnit.NANOSECONDS,
            each -> each.expectedWait().toNanos())
        .description("How long one more turn would wait for a worker; 0 when too few wait to tell")
        .register(meters);
    return backlog;
  }
}
