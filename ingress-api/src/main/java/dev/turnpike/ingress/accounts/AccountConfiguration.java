package dev.turnpike.ingress.accounts;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordProperties.class)
class AccountConfiguration {
  @Bean
  Passwords passwords(PasswordProperties properties) {
    return new Passwords(properties.strength());
  }

  @Bean
  HashingPool hashingPool(
      PasswordProperties properties,
      Passwords passwords,
      AsyncTaskExecutor blockingExecutor,
      MeterRegistry meters) {
    HashingPool pool =
        new HashingPool(
            properties,
            blockingExecutor,
            new ReturnTimes(System::nanoTime),
            new HashingMetrics(meters));
    pool.warmUp(() -> passwords.matches("nobody", null));
    return pool;
  }
}
