package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimitConfiguration {
  @Bean
  Counters rateCounters(RateLimitProperties properties, Clock clock) {
    return new Counters(properties.policies(), properties.maxCounters(), clock);
  }

  @Bean
  RateMeters rateMeters(MeterRegistry registry, Counters counters) {
    return new RateMeters(registry, counters);
  }

  @Bean
  CountExchange countExchange(
      Counters counters,
      CountTable table,
      RateLimitProperties properties,
      Clock clock,
      RateMeters meters) {
    return new CountExchange(counters, table, properties.exchangeInterval(), clock, meters);
  }

  /** Around the check of tokens, and behind the check of rights. */
  @Bean
  Customizer<HttpSecurity> rateLimits(Counters counters, RateMeters meters, ProblemWriter writer) {
    return http -> {
      if (counters.isLimiting(LimitClass.FAILURES)) {
        http.addFilterBefore(
            new FailedKeys(counters, meters, writer), BearerTokenAuthenticationFilter.class);
      }
      if (counters.isLimiting()) {
        http.addFilterAfter(
            new RateLimitFilter(counters, meters, writer), AuthorizationFilter.class);
      }
    };
  }

  @Bean
  LoginAttempts loginAttempts(Counters counters, RateMeters meters) {
    return new LoginAttempts(counters, meters);
  }
}
