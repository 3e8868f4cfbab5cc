package dev.turnpike.ingress.audit;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
  AuditConfiguration() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Origin.class);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new OriginResolver());
  }

  @Bean
  AuditWriter auditWriter(
      AuditTable table, Clock clock, AuditProperties properties, MeterRegistry meters) {
    return new AuditWriter(table, clock, properties.retention(), new AuditMetrics(meters));
  }

  @Bean
  AuditLog auditLog(AuditWriter writer, AuditTable table, NoArgGenerator ids, Clock clock) {
    return new AuditLog(writer, new LoginNames(table.salt()), ids, clock);
  }
}
