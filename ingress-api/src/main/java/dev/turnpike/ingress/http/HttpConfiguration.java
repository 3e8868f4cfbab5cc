package dev.turnpike.ingress.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.telemetry.LogContext;
import java.time.Clock;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Beans that all endpoints share. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
  /** So many requests may wait for the database; further ones are told to come back. */
  private static final int BLOCKING_REQUESTS = 1_000;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** UUIDs of version 7. */
  @Bean
  NoArgGenerator ids() {
    return Generators.timeBasedEpochRandomGenerator();
  }

  /** Virtual threads for what blocks, so that the server's own threads never do. */
  @Bean
  AsyncTaskExecutor blockingExecutor() {
    SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("request-");
    executor.setVirtualThreads(true);
    executor.setTaskDecorator(LogContext::carried);
    executor.setConcurrencyLimit(BLOCKING_REQUESTS);
    executor.setRejectTasksWhenLimitReached(true);
    return executor;
  }

  /** A number is no text: whoever sends one meant something else. */
  @Bean
  JsonMapperBuilderCustomizer strictStrings() {
    return builder ->
        builder.withCoercionConfig(
            LogicalType.Textual,
            coercion -> {
              coercion.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              coercion.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              coercion.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
  }
}
