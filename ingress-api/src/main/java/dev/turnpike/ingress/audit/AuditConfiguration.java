package dev.turnpike.ingress.audit;

import com.fasterxml.uuid.NoArgGenerator;
import dev.turnpike.ingress.behind.WriteBehind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration implements WebMvcConfigurer {
  private static final Duration GATHERING = Duration.ofMillis(50);

  AuditConfiguration() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Origin.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new OriginResolver());
  }

  @Bean
  WriteBehind<AuditRow> auditRows(
      AuditTable table, Clock clock, AuditProperties properties, MeterRegistry meters) {
    Counter lost =
        Counter.builder("turnpike.audit.lost")
            .description("Account events that stand in the log but not in the table")
            .register(meters);
    return new WriteBehind<>(
        table, new WriteBehind.Manner("audit", GATHERING, properties.retention(), lost), clock);
  }

  @Bean
  AuditLog auditLog(
      WriteBehind<AuditRow> auditRows, AuditTable table, NoArgGenerator ids, Clock clock) {
    return new AuditLog(auditRows, new LoginNames(table.salt()), ids, clock);
  }
}
